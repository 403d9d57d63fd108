#include "runtime/connection/sqlite/sqlite_driver.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include "limbeck/error.h"
#include "runtime/connection/open.h"
#include "tests/unit/runtime/support/temporary_directory.h"

namespace limbeck::connection::sqlite_driver_test {
namespace {

using test::TemporaryDirectory;
using namespace std::chrono_literals;

std::unique_ptr<Driver> in_memory() { return open("sqlite::memory:"); }

Error failure_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const Error& error) {
    return error;
  }
  ADD_FAILURE() << "nothing was thrown";
  return {Error::Code::usage, "nothing was thrown"};
}

WaitPolicy until(std::chrono::milliseconds length) {
  return {.deadline = WaitPolicy::Clock::now() + length};
}

TEST(SqliteDriver, every_kind_of_value_comes_back_as_it_went_in) {
  auto driver = in_memory();
  driver->execute("CREATE TABLE t (a, b, c, d, e, f)");
  const SqlValue values[] = {std::monostate{},
                             std::int64_t{-9'223'372'036'854'775'807},
                             0.1,
                             std::string("it's \0 text", 11),
                             std::vector<std::byte>{std::byte{0}, std::byte{255}},
                             std::vector<std::byte>{}};
  EXPECT_EQ(driver->execute("INSERT INTO t VALUES (?1, ?2, ?3, ?4, ?5, ?6)", values), 1);
  Rows rows = driver->query("SELECT a, b AS bee, c, d, e, f FROM t");
  EXPECT_EQ(rows.columns, (std::vector<std::string>{"a", "bee", "c", "d", "e", "f"}));
  ASSERT_EQ(rows.rows.size(), 1u);
  EXPECT_EQ(rows.rows[0], std::vector<SqlValue>(std::begin(values), std::end(values)));
}

TEST(SqliteDriver, the_number_of_changed_rows_is_that_of_this_statement) {
  auto driver = in_memory();
  driver->execute("CREATE TABLE t (a); INSERT INTO t VALUES (1), (2), (3)");
  EXPECT_EQ(
      driver->execute("UPDATE t SET a = 0 WHERE a > ?1", std::vector<SqlValue>{std::int64_t{1}}),
      2);
  EXPECT_EQ(driver->execute("CREATE TABLE u (a)", std::vector<SqlValue>{}), 0);
}

TEST(SqliteDriver, several_statements_run_in_order_and_the_failing_one_is_named) {
  auto driver = in_memory();
  Error error = failure_of([&] {
    driver->execute(
        "CREATE TABLE t (a UNIQUE); INSERT INTO t VALUES (1);\n  INSERT INTO t VALUES (1); SELECT "
        "1");
  });
  EXPECT_EQ(error.code(), Error::Code::statement);
  EXPECT_EQ(error.statement(), "INSERT INTO t VALUES (1)");
  EXPECT_EQ(error.sqlstate(), "SQLITE_CONSTRAINT_UNIQUE");
  EXPECT_STREQ(error.what(), "UNIQUE constraint failed: t.a");
}

TEST(SqliteDriver, a_statement_with_parameters_is_one_statement_with_all_of_them) {
  auto driver = in_memory();
  EXPECT_EQ(failure_of([&] { driver->query("SELECT 1; SELECT 2"); }).code(), Error::Code::usage);
  EXPECT_EQ(failure_of([&] {
              driver->query("SELECT ?1, ?2", std::vector<SqlValue>{std::int64_t{1}});
            }).code(),
            Error::Code::usage);
  EXPECT_EQ(driver->query("SELECT 1; -- and a comment").rows.size(), 1u);
}

TEST(SqliteDriver, a_nul_byte_in_a_statement_is_an_error_and_not_its_end) {
  auto driver = in_memory();
  driver->execute("CREATE TABLE t (a)");
  Error error =
      failure_of([&] { driver->execute(std::string_view("DELETE FROM t\0 WHERE a = 1", 26)); });
  EXPECT_EQ(error.code(), Error::Code::statement);
}

TEST(SqliteDriver, a_file_in_a_directory_that_is_not_there_is_reported_with_the_systems_reason) {
  Error error = failure_of([] { open("sqlite:/nowhere/at/all/shop.db"); });
  EXPECT_EQ(error.code(), Error::Code::connection);
  EXPECT_NE(std::string(error.what()).find("'/nowhere/at/all/shop.db'"), std::string::npos);
  EXPECT_NE(std::string(error.what()).find("No such file or directory"), std::string::npos);
}

TEST(SqliteDriver, a_database_without_a_driver_is_refused_without_its_password) {
  Error error = failure_of([] { open("mysql://app:s3cret@db/shop"); });
  EXPECT_EQ(error.code(), Error::Code::usage);
  const std::string message = error.what();
  EXPECT_TRUE(message.starts_with("this build of limbeck has no driver for mysql; it has: "))
      << message;
  EXPECT_NE(message.find("it has: sqlite"), std::string::npos) << message;
}

TEST(SqliteDriver, a_path_that_looks_like_a_uri_is_a_path) {
  TemporaryDirectory directory;
  auto before = std::filesystem::current_path();
  std::filesystem::current_path(directory.path());
  open("sqlite:file%3Agrüße und so.db%3Fmode=memory")->execute("CREATE TABLE t (a)");
  std::filesystem::current_path(before);
  EXPECT_TRUE(std::filesystem::exists(directory.path() / "file:grüße und so.db?mode=memory"));
}

TEST(SqliteDriver, opening_writes_nothing) {
  TemporaryDirectory directory;
  auto driver = open(directory.url("shop.db"));
  EXPECT_FALSE(driver->has_table("", "t"));
  EXPECT_TRUE(!std::filesystem::exists(directory.path() / "shop.db") ||
              std::filesystem::file_size(directory.path() / "shop.db") == 0);
}

TEST(SqliteDriver, a_writer_in_the_way_is_waited_for_until_the_deadline_and_no_longer) {
  TemporaryDirectory directory;
  auto first = open(directory.url("shop.db"));
  auto second = open(directory.url("shop.db"));
  first->begin(until(1s));
  auto start = WaitPolicy::Clock::now();
  int told = 0;
  WaitPolicy wait_policy = until(200ms);
  wait_policy.on_wait = [&](const std::string&) { ++told; };
  Error error = failure_of([&] { second->begin(wait_policy); });
  auto waited = WaitPolicy::Clock::now() - start;
  EXPECT_EQ(error.code(), Error::Code::locked);
  EXPECT_EQ(error.sqlstate(), "SQLITE_BUSY");
  EXPECT_TRUE(error.retryable());
  EXPECT_NE(std::string(error.what()).find("shop.db"), std::string::npos);
  EXPECT_GE(waited, 200ms);
  EXPECT_LT(waited, 2s);
  EXPECT_EQ(told, 1);

  first->rollback();
  second->begin(until(1s));
  EXPECT_TRUE(second->in_transaction());
}

TEST(SqliteDriver, a_stop_ends_the_wait) {
  TemporaryDirectory directory;
  auto first = open(directory.url("shop.db"));
  auto second = open(directory.url("shop.db"));
  first->begin(until(1s));
  std::stop_source source;
  WaitPolicy wait_policy = until(60s);
  wait_policy.stop = source.get_token();
  wait_policy.on_wait = [&](const std::string&) { source.request_stop(); };
  EXPECT_EQ(failure_of([&] { second->begin(wait_policy); }).code(), Error::Code::interrupted);
}

TEST(SqliteDriver, the_lock_keeps_others_out_says_for_whom_they_wait_and_leaves_nothing_behind) {
  TemporaryDirectory directory;
  auto first = open(directory.url("shop.db"));
  auto second = open(directory.url("shop.db"));
  auto lock = first->lock(until(1s));
  ASSERT_NE(lock, nullptr);
  std::string holder;
  WaitPolicy wait_policy = until(100ms);
  wait_policy.on_wait = [&](const std::string& who) { holder = who; };
  Error error = failure_of([&] { second->lock(wait_policy); });
  EXPECT_EQ(error.code(), Error::Code::locked);
  EXPECT_NE(holder.find("process " + std::to_string(getpid())), std::string::npos) << holder;
  EXPECT_NE(std::string(error.what()).find(holder), std::string::npos) << error.what();
  lock.reset();
  EXPECT_NE(second->lock(until(1s)), nullptr);
  EXPECT_FALSE(std::filesystem::exists(directory.path() / "shop.db-limbeck"));
  EXPECT_EQ(in_memory()->lock(until(1s)), nullptr);
}

TEST(SqliteDriver, foreign_keys_are_enforced_until_they_are_stopped_and_again_after) {
  auto driver = in_memory();
  driver->execute("CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE c (p REFERENCES p)");
  EXPECT_EQ(failure_of([&] { driver->execute("INSERT INTO c VALUES (1)"); }).sqlstate(),
            "SQLITE_CONSTRAINT_FOREIGNKEY");
  {
    auto kept = driver->keep_settings();
    driver->stop_foreign_keys();
    driver->execute("INSERT INTO c (rowid, p) VALUES (7, 1)");
  }
  EXPECT_EQ(driver->broken_foreign_keys(),
            (std::vector<ForeignKeyViolation>{{"c", "7", "p", "p"}}));
  EXPECT_THROW(driver->execute("INSERT INTO c VALUES (2)"), Error);
}

TEST(SqliteDriver, triggers_and_indexes_of_a_rebuilt_table_are_made_again) {
  auto driver = in_memory();
  driver->execute(R"(
    CREATE TABLE t (a, b); CREATE TABLE log (x);
    CREATE INDEX by_hand ON t (b);
    CREATE INDEX of_history ON t (a);
    CREATE TRIGGER t_log AFTER INSERT ON t BEGIN INSERT INTO log VALUES (new.a); END)");
  driver->save_objects("t", {"a", "b"});
  driver->execute("DROP TABLE t; CREATE TABLE t (a, b); CREATE INDEX of_history ON t (a)");
  driver->restore_objects("t");
  driver->execute("INSERT INTO t VALUES (1, 2)");
  EXPECT_EQ(driver->query("SELECT x FROM log").rows.size(), 1u);
  EXPECT_EQ(
      driver
          ->query(
              "SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = 't' ORDER BY 1")
          .rows,
      (std::vector<std::vector<SqlValue>>{{std::string("by_hand")}, {std::string("of_history")}}));
}

TEST(SqliteDriver, an_object_that_does_not_fit_the_rebuilt_table_is_named) {
  auto driver = in_memory();
  driver->execute("CREATE TABLE t (a, b); CREATE INDEX by_hand ON t (b)");
  driver->save_objects("t", {"a", "b"});
  driver->execute("DROP TABLE t; CREATE TABLE t (a)");
  Error error = failure_of([&] { driver->restore_objects("t"); });
  EXPECT_NE(std::string(error.what()).find("the index 'by_hand' of table 't'"), std::string::npos)
      << error.what();
}

TEST(SqliteDriver, a_column_that_a_rebuild_would_lose_is_named_whatever_its_letters) {
  auto driver = in_memory();
  driver->execute("CREATE TABLE t (A, b, legacy, other AS (b + 1))");
  driver->save_objects("t", {"a", "B", "legacy", "other"});
  const Error error = failure_of([&] { driver->save_objects("t", {"a", "b"}); });
  EXPECT_NE(std::string(error.what()).find("no revision made its columns 'legacy', 'other'"),
            std::string::npos)
      << error.what();
}

TEST(SqliteDriver, a_connection_of_the_apps_own_stays_open_and_as_it_was) {
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open(":memory:", &database), SQLITE_OK);
  {
    auto driver = use_sqlite(database);
    driver->execute("CREATE TABLE t (a)");
    EXPECT_EQ(driver->place(), ":memory:");
  }
  int foreign_keys = -1;
  sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_FKEY, -1, &foreign_keys);
  EXPECT_EQ(foreign_keys, 0);
  EXPECT_EQ(sqlite3_exec(database, "SELECT * FROM t", nullptr, nullptr, nullptr), SQLITE_OK);
  EXPECT_EQ(sqlite3_close(database), SQLITE_OK);
}

TEST(SqliteDriver, a_file_that_is_no_database_is_reported_so) {
  TemporaryDirectory directory;
  directory.write("shop.db", std::string(4096, 'x'));
  auto driver = open(directory.url("shop.db"));
  Error error = failure_of([&] { driver->query("SELECT * FROM sqlite_schema"); });
  EXPECT_EQ(error.code(), Error::Code::connection);
  EXPECT_EQ(error.sqlstate(), "SQLITE_NOTADB");
}

}  // namespace
}  // namespace limbeck::connection::sqlite_driver_test
