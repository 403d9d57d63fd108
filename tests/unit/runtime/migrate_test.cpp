// Up, down and up again, and what every run owes whatever its revisions are.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include "limbeck/connection.h"
#include "limbeck/migrate.h"
#include "limbeck/migrator.h"
#include "limbeck/revision.h"
#include "tests/unit/runtime/support/database.h"
#include "tests/unit/runtime/support/errors.h"
#include "tests/unit/runtime/support/shop.h"
#include "tests/unit/runtime/support/temporary_directory.h"

namespace limbeck::test::migrate_test {
namespace {

using namespace std::chrono_literals;

std::vector<std::string> ids(const MigrationReport& report) {
  std::vector<std::string> out;
  for (const AppliedRevision& revision : report.applied) out.push_back(revision.id);
  return out;
}

class Migrate : public testing::Test {
 protected:
  TemporaryDirectory directory_;
  std::string url_ = directory_.url("shop.db");
  History history_ = shop();
  Manifest manifest_ = history_.manifest();
};

TEST_F(Migrate, an_empty_database_goes_through_every_revision_in_order) {
  MigrationReport report = migrate(manifest_, url_);
  EXPECT_EQ(ids(report), (std::vector<std::string>{"a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8",
                                                   "a9", "a10"}));
  EXPECT_EQ(report.heads, std::vector<std::string>{"a10"});
  EXPECT_EQ(column(url_, "SELECT version_num FROM limbeck_version"),
            std::vector<std::string>{"a10"});
  EXPECT_EQ(
      column(url_,
             "SELECT revision FROM limbeck_history WHERE direction = 'upgrade' AND duration >= 0 "
             "AND who LIKE '%@%' AND started LIKE '20__-__-__T__:__:__.___Z' AND binary <> '' "
             "ORDER BY id"),
      ids(report));
  EXPECT_EQ(column(url_, "SELECT name FROM tags ORDER BY id"),
            (std::vector<std::string>{"new", "it's"}));
}

TEST_F(Migrate, the_version_table_is_alembics) {
  migrate(manifest_, url_, {.target = "a1"});
  EXPECT_EQ(column(url_,
                   "SELECT type || ' ' || \"notnull\" || ' ' || pk FROM "
                   "pragma_table_info('limbeck_version')"),
            std::vector<std::string>{"VARCHAR(32) 1 1"});
  EXPECT_NE(column(url_, "SELECT sql FROM sqlite_schema WHERE name = 'limbeck_version'")[0].find(
                "limbeck_version_pkc"),
            std::string::npos);
}

TEST_F(Migrate, a_database_that_alembic_ran_is_taken_over) {
  execute(url_,
          "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
          "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)); "
          "INSERT INTO alembic_version VALUES ('a1'); CREATE TABLE users (id INTEGER NOT NULL "
          "PRIMARY KEY, email VARCHAR(320) NOT NULL)");
  MigrationReport report =
      migrate(manifest_, url_, {.target = "a2", .version_table = "alembic_version"});
  EXPECT_EQ(ids(report), std::vector<std::string>{"a2"});
  EXPECT_EQ(column(url_, "SELECT version_num FROM alembic_version"),
            std::vector<std::string>{"a2"});
  EXPECT_EQ(column(url_, "SELECT count(*) FROM sqlite_schema WHERE name = 'limbeck_version'"),
            std::vector<std::string>{"0"});
}

TEST_F(Migrate, rows_survive_up_down_and_up_again) {
  Migrator migrator(manifest_, url_);
  migrator.upgrade("a2");
  execute(url_, shop_rows);
  std::string at_a2 = dump(url_).substr(0, dump(url_).find("limbeck_history\n"));
  migrator.upgrade();
  EXPECT_EQ(column(url_, "SELECT display_name FROM users WHERE id < 6 ORDER BY id"),
            (std::vector<std::string>{"ann", "bob", "eve"}));
  EXPECT_EQ(column(url_, "SELECT content FROM posts ORDER BY id"),
            (std::vector<std::string>{"one", "two", "three"}));
  std::string first = dump(url_);

  MigrationReport down = migrator.downgrade("a2");
  EXPECT_EQ(ids(down), (std::vector<std::string>{"a10", "a9", "a8", "a7", "a6", "a5", "a4", "a3"}));
  EXPECT_TRUE(down.applied[0].downgrade);
  EXPECT_EQ(column(url_, "SELECT body FROM posts ORDER BY id"),
            (std::vector<std::string>{"one", "two", "three"}));
  EXPECT_EQ(column(url_, "SELECT email FROM users ORDER BY id"),
            (std::vector<std::string>{"ann@shop", "bob@shop", "eve@shop"}));
  EXPECT_EQ(column(url_, "SELECT version_num FROM limbeck_version"),
            std::vector<std::string>{"a2"});

  migrator.upgrade();
  auto without_history = [](const std::string& text) {
    std::size_t start = text.find("limbeck_history\n ");
    std::size_t end = text.find("limbeck_version\n ", start);
    return text.substr(0, start) + text.substr(end);
  };
  EXPECT_EQ(without_history(dump(url_)), without_history(first));

  migrator.downgrade("base");
  EXPECT_EQ(migrator.current(), std::vector<std::string>{});
  EXPECT_EQ(column(url_, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY 1"),
            (std::vector<std::string>{"limbeck_history", "limbeck_version"}));
  EXPECT_EQ(ids(migrator.upgrade()).size(), shop_size);
}

TEST_F(Migrate, a_target_can_be_anything_alembic_takes) {
  Migrator migrator(manifest_, url_);
  EXPECT_EQ(ids(migrator.upgrade("+2")), (std::vector<std::string>{"a1", "a2"}));
  EXPECT_EQ(ids(migrator.upgrade("head-7")), std::vector<std::string>{"a3"});
  EXPECT_EQ(ids(migrator.downgrade("-1")), std::vector<std::string>{"a3"});
  EXPECT_EQ(ids(migrator.upgrade("a2")), std::vector<std::string>{});
  Error error = error_of([&] { migrator.upgrade("nope"); });
  EXPECT_EQ(error.code(), Error::Code::target);
  EXPECT_TRUE(says(error, "nope"));
}

int count_statements(unsigned, void* counter, void*, void*) {
  ++*static_cast<int*>(counter);
  return 0;
}

TEST_F(Migrate, at_head_one_statement_is_run_nothing_written_and_no_lock_taken) {
  migrate(manifest_, url_);
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open_v2((directory_.path() / "shop.db").c_str(), &database,
                            SQLITE_OPEN_READONLY, nullptr),
            SQLITE_OK);
  int statements = 0;
  sqlite3_trace_v2(database, SQLITE_TRACE_STMT, count_statements, &statements);
  MigrationReport report = migrate(manifest_, database);
  EXPECT_EQ(statements, 1);
  EXPECT_TRUE(report.applied.empty());
  EXPECT_EQ(report.heads, std::vector<std::string>{"a10"});

  // Also while somebody else writes, or migrates.
  sqlite3* writer = nullptr;
  ASSERT_EQ(sqlite3_open((directory_.path() / "shop.db").c_str(), &writer), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(writer, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
  EXPECT_NO_THROW(migrate(manifest_, database, {.lock_timeout = 0ms}));
  EXPECT_EQ(statements, 2);
  sqlite3_close(writer);
  sqlite3_close(database);
}

TEST_F(Migrate, an_app_hands_in_its_own_connection_and_finds_it_as_it_was) {
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open(":memory:", &database), SQLITE_OK);
  for (int enforced : {0, 1}) {
    sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_FKEY, enforced, nullptr);
    migrate(manifest_, database, {.target = "a2"});
    ASSERT_EQ(sqlite3_exec(database, shop_rows, nullptr, nullptr, nullptr), SQLITE_OK);
    migrate(manifest_, database);
    int now = -1;
    sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_FKEY, -1, &now);
    EXPECT_EQ(now, enforced);
    sqlite3_db_config(database, SQLITE_DBCONFIG_LEGACY_ALTER_TABLE, -1, &now);
    EXPECT_EQ(now, 0);
    EXPECT_EQ(sqlite3_get_autocommit(database), 1);
    Migrator(manifest_, database).downgrade("base");
  }
  ASSERT_EQ(sqlite3_exec(database, "BEGIN", nullptr, nullptr, nullptr), SQLITE_OK);
  Error error = error_of([&] { migrate(manifest_, database); });
  EXPECT_EQ(error.code(), Error::Code::usage);
  EXPECT_TRUE(says(error, "in a transaction already"));
  EXPECT_EQ(sqlite3_close(database), SQLITE_OK);
}

TEST_F(Migrate, progress_is_reported_for_every_revision) {
  std::vector<std::string> told;
  migrate(manifest_, url_,
          {.target = "a3", .on_progress = [&](const Progress& progress) {
             if (progress.revision.empty() || progress.kind == Progress::Kind::statement) return;
             told.push_back(
                 (progress.kind == Progress::Kind::started ? "start " : "finish ") +
                 std::string(progress.revision) + " after " + std::string(progress.revises) + " " +
                 std::to_string(progress.index + 1) + "/" + std::to_string(progress.total));
           }});
  EXPECT_EQ(told, (std::vector<std::string>{"start a1 after  1/3", "finish a1 after  1/3",
                                            "start a2 after a1 2/3", "finish a2 after a1 2/3",
                                            "start a3 after a2 3/3", "finish a3 after a2 3/3"}));
}

TEST_F(Migrate, a_stop_is_heard_between_two_revisions) {
  std::stop_source stop;
  Error error = error_of([&] {
    migrate(manifest_, url_,
            {.on_progress =
                 [&](const Progress& progress) {
                   if (progress.revision == "a2") stop.request_stop();
                 },
             .stop = stop.get_token()});
  });
  EXPECT_EQ(error.code(), Error::Code::interrupted);
  EXPECT_EQ(error.applied(), (std::vector<std::string>{"a1", "a2"}));
  EXPECT_EQ(Migrator(manifest_, url_).current(), std::vector<std::string>{"a2"});
}

TEST_F(Migrate, no_transaction_and_no_lock_outlives_a_callback_that_throws) {
  EXPECT_THROW(migrate(manifest_, url_,
                       {.on_progress =
                            [](const Progress& progress) {
                              if (progress.revision == "a3") throw std::runtime_error("enough");
                            }}),
               std::runtime_error);
  EXPECT_EQ(Migrator(manifest_, url_).current(), std::vector<std::string>{"a2"});
  EXPECT_EQ(ids(migrate(manifest_, url_, {.lock_timeout = 0ms})).front(), "a3");
}

TEST_F(Migrate, a_history_that_was_not_built_for_the_database_is_refused) {
  static constexpr std::string_view dialects[] = {"postgresql"};
  manifest_.dialects = dialects;
  Error error = error_of([&] { migrate(manifest_, url_); });
  EXPECT_EQ(error.code(), Error::Code::usage);
  EXPECT_TRUE(says(error, "DIALECTS"));
}

TEST_F(Migrate, stamping_says_where_the_database_is_and_runs_nothing) {
  Migrator migrator(manifest_, url_);
  migrator.stamp("a3");
  EXPECT_EQ(migrator.current(), std::vector<std::string>{"a3"});
  EXPECT_EQ(
      column(url_, "SELECT revision FROM limbeck_history WHERE direction = 'stamp' ORDER BY id"),
      (std::vector<std::string>{"a1", "a2", "a3"}));
  EXPECT_EQ(column(url_, "SELECT count(*) FROM sqlite_schema WHERE name = 'users'"),
            std::vector<std::string>{"0"});
  migrator.stamp("base");
  EXPECT_EQ(migrator.current(), std::vector<std::string>{});
  EXPECT_EQ(ids(migrator.upgrade()).size(), shop_size);
}

TEST_F(Migrate, pending_lists_what_would_run_and_runs_nothing) {
  Migrator migrator(manifest_, url_);
  migrator.upgrade("a8");
  EXPECT_EQ(migrator.pending(), (std::vector<std::string>{"a9", "a10"}));
  EXPECT_EQ(migrator.current(), std::vector<std::string>{"a8"});
}

}  // namespace
}  // namespace limbeck::test::migrate_test
