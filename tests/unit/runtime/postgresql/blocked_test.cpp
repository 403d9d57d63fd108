// Other sessions in the way, and many migrators at once.
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "runtime/connection/open.h"
#include "tests/unit/runtime/postgresql/revisions.h"

namespace limbeck::test::blocked_test {
namespace {

using namespace std::chrono_literals;
using Ids = std::vector<std::string>;

LIMBECK_REVISION(alters) = {
    .revises = {"b2"},
    .message = "alter users",
    .upgrade =
        [](Operations& op) {
          op.create_table("tags", {.columns = {{.name = "id", .type = bigint}}});
          op.add_column("users", {.name = "age", .type = integer, .nullable = true});
        },
};

LIMBECK_REVISION(updates) = {
    .revises = {"b2"},
    .message = "update users",
    .upgrade = [](Operations& op) { op.execute("UPDATE users SET name = 'bob'"); },
};

LIMBECK_REVISION(sleeps) = {
    .revises = {"b2"},
    .message = "sleep",
    .upgrade = [](Operations& op) { op.execute("SELECT pg_sleep(20)"); },
};

LIMBECK_REVISION(looks_after_itself) = {
    .revises = {"b2"},
    .message = "say how long to wait",
    .upgrade =
        [](Operations& op) {
          op.execute("SET lock_timeout = '10s'");
          op.execute("ALTER TABLE users ADD COLUMN age integer");
        },
};

class PostgresqlBlocked : public OnPostgresql {
 protected:
  /// A session that holds a lock, for as long as it lives.
  std::unique_ptr<connection::Driver> holding(const std::string& sql) {
    auto session = connection::open(url_);
    session->begin({});
    session->execute(sql);
    return session;
  }
  /// The waits that it tells of.
  MigrateOptions options(std::chrono::milliseconds table, std::chrono::milliseconds all) {
    return {.lock_timeout = all,
            .table_lock_timeout = table,
            .on_progress = [this](const Progress& progress) {
              if (progress.kind == Progress::Kind::waiting) holder_ = progress.holder;
            }};
  }
  /// The error of a migration that is kept out. Who keeps it out is seen by a session that looks
  /// while a try waits: on a machine with much else to do, in one of several migrations.
  Error blocked_by(std::string_view who, History& history, const MigrateOptions& options) {
    Error error = error_of([&] { migrate(history, options); });
    for (int more = 0; more < 10 && !says(error, std::string(who)); ++more)
      error = error_of([&] { migrate(history, options); });
    return error;
  }
  std::string holder_;
};

TEST_F(PostgresqlBlocked, a_reader_in_the_way_is_waited_for_in_many_short_waits) {
  History history = after_posts("alters", limbeck_revision_alters);
  migrate(history, {.target = "b2"});
  auto reader = holding("SELECT * FROM users");
  std::atomic<int> waited = 0;
  std::atomic<bool> done = false;
  // Readers who come later wait for a try to end, and not for the reader who came first.
  std::thread others([&] {
    auto session = connection::open(url_);
    while (!done) {
      const auto start = std::chrono::steady_clock::now();
      session->query("SELECT * FROM users");
      const auto took = std::chrono::steady_clock::now() - start;
      if (took >= 20ms) ++waited;
      std::this_thread::sleep_for(5ms);
    }
  });
  int waited_meanwhile = 0;
  std::thread end([&] {
    for (int looks = 0; looks < 1500 && waited < 3; ++looks) std::this_thread::sleep_for(20ms);
    waited_meanwhile = waited;
    reader->rollback();
  });
  EXPECT_EQ(migrate(history, options(100ms, 60s)), Ids{"alters"});
  done = true;
  others.join();
  end.join();
  EXPECT_GE(waited_meanwhile, 3);
  EXPECT_NE(holder_.find("revision alters"), std::string::npos) << holder_;
  EXPECT_EQ(heads(), "alters");
}

TEST_F(PostgresqlBlocked, a_reader_who_stays_is_reported_and_nothing_is_left) {
  History history = after_posts("alters", limbeck_revision_alters);
  migrate(history, {.target = "b2"});
  const auto reader = holding("SELECT * FROM users");
  const std::string pid =
      std::to_string(std::get<std::int64_t>(reader->query("SELECT pg_backend_pid()").rows[0][0]));
  const std::string who = "process " + pid + " of the server (limbeck, local, ";
  const Error error = blocked_by(who, history, options(200ms, 1500ms));
  EXPECT_EQ(error.code(), Error::Code::locked);
  EXPECT_EQ(error.sqlstate(), "55P03");
  EXPECT_EQ(error.revision(), "alters");
  EXPECT_TRUE(error.retryable());
  EXPECT_TRUE(says(error, "add_column users.age"));
  EXPECT_TRUE(says(error, "lock timeout"));
  EXPECT_TRUE(says(error, "), idle in transaction, its statement began 20"));
  EXPECT_TRUE(says(error, "\n  in the way: " + who));
  EXPECT_NE(holder_.find(who), std::string::npos) << holder_;
  EXPECT_EQ(heads(), "b2");
  EXPECT_EQ(count("SELECT count(*) FROM pg_class WHERE relname = 'tags'"), 0);
}

TEST_F(PostgresqlBlocked, a_blocker_is_named_also_when_there_is_time_for_one_try_only) {
  History history = after_posts("alters", limbeck_revision_alters);
  migrate(history, {.target = "b2"});
  const auto reader = holding("LOCK TABLE users");
  const std::string pid =
      std::to_string(std::get<std::int64_t>(reader->query("SELECT pg_backend_pid()").rows[0][0]));
  const std::string who = "in the way: process " + pid + " of the server";
  const Error error = blocked_by(who, history, options(500ms, 0ms));
  EXPECT_EQ(error.code(), Error::Code::locked);
  EXPECT_TRUE(says(error, who));
  EXPECT_EQ(heads(), "b2");
}

TEST_F(PostgresqlBlocked, a_prepared_transaction_in_the_way_is_named_with_what_ends_it) {
  History history = after_posts("alters", limbeck_revision_alters);
  migrate(history, {.target = "b2"});
  execute("BEGIN; INSERT INTO users (name) VALUES ('ann'); PREPARE TRANSACTION 'left ''over'");
  // Not in the way.
  execute("BEGIN; CREATE TABLE other (id int); PREPARE TRANSACTION 'of another table'");
  // Two tries take longer than all of the waiting may.
  const Error error = blocked_by("the prepared transaction", history, options(1100ms, 1200ms));
  EXPECT_EQ(error.code(), Error::Code::locked);
  EXPECT_TRUE(says(
      error, "\n  in the way: the prepared transaction 'left ''over' of limbeck, prepared 20"));
  EXPECT_TRUE(
      says(error, "Z, which stays until COMMIT PREPARED or ROLLBACK PREPARED 'left ''over'"));
  EXPECT_FALSE(says(error, "of another table"));
  EXPECT_TRUE(says(error, " s, with a lock_timeout of 1 s: a try under way then is not cut short"));
  EXPECT_NE(holder_.find("the prepared transaction 'left ''over'"), std::string::npos) << holder_;
  execute("ROLLBACK PREPARED 'left ''over'");
  execute("ROLLBACK PREPARED 'of another table'");
  EXPECT_EQ(migrate(history), Ids{"alters"});
}

TEST_F(PostgresqlBlocked, asked_to_stop_it_stops_waiting) {
  History history = after_posts("alters", limbeck_revision_alters);
  migrate(history, {.target = "b2"});
  const auto reader = holding("SELECT * FROM users");
  std::stop_source stop;
  MigrateOptions asked = options(50ms, 60s);
  asked.on_progress = [&](const Progress& progress) {
    if (progress.kind == Progress::Kind::waiting) stop.request_stop();
  };
  asked.stop = stop.get_token();
  EXPECT_EQ(error_of([&] { migrate(history, asked); }).code(), Error::Code::interrupted);
  EXPECT_EQ(heads(), "b2");
}

/// As a process does that was killed after it sent a revision: the server still runs it, and nobody
/// holds the lock.
TEST_F(PostgresqlBlocked, a_revision_that_still_runs_in_the_server_is_not_run_twice) {
  for (const bool whole : {true, false}) {
    SetUp();
    Revision revision = limbeck_revision_updates;
    revision.upgrade = whole ? [](Operations& op) { op.execute("UPDATE counts SET n = n + 1"); }
                             : [](Operations& op) {
                                 op.run([](Connection& connection) {
                                   connection.execute("UPDATE counts SET n = n + 1");
                                 });
                               };
    History history = after_posts("updates", revision);
    migrate(history, {.target = "b2"});
    execute("CREATE TABLE counts (n bigint); INSERT INTO counts VALUES (0)");
    auto killed = holding(
        "SELECT version_num FROM limbeck_version FOR UPDATE; UPDATE counts SET n = n + 1;"
        "UPDATE limbeck_version SET version_num = 'updates'");
    std::thread end([&] {
      std::this_thread::sleep_for(300ms);
      killed->commit({});
    });
    EXPECT_EQ(migrate(history), Ids());
    end.join();
    EXPECT_EQ(count("SELECT n FROM counts"), 1);
    EXPECT_EQ(heads(), "updates");
  }
}

TEST_F(PostgresqlBlocked, changes_of_rows_wait_as_long_as_they_need) {
  History history = after_posts("updates", limbeck_revision_updates);
  migrate(history, {.target = "b2"});
  execute("INSERT INTO users (name) VALUES ('ann')");
  auto writer = holding("UPDATE users SET name = 'eve'");
  std::thread end([&] {
    std::this_thread::sleep_for(400ms);
    writer->commit({});
  });
  EXPECT_EQ(migrate(history, options(50ms, 60s)), Ids{"updates"});
  end.join();
  EXPECT_EQ(holder_, "") << "the revision was given up and tried again";
}

TEST_F(PostgresqlBlocked, concurrent_indexes_wait_as_long_as_they_need) {
  History history = after_posts("indexes", limbeck_revision_indexes);
  migrate(history, {.target = "b2"});
  execute("ALTER DATABASE " + database_ + " SET lock_timeout = 50; ALTER DATABASE " + database_ +
          " SET statement_timeout = 200");
  auto writer = holding("INSERT INTO users (name) VALUES ('ann')");
  std::thread end([&] {
    std::this_thread::sleep_for(500ms);
    writer->commit({});
  });
  EXPECT_EQ(migrate(history, options(50ms, 60s)), Ids{"indexes"});
  end.join();
  EXPECT_EQ(count("SELECT count(*) FROM pg_index WHERE NOT indisvalid"), 0);
}

TEST_F(PostgresqlBlocked, a_lock_timeout_that_was_set_is_kept) {
  History history = after_posts("looks_after_itself", limbeck_revision_looks_after_itself);
  migrate(history, {.target = "b2"});
  auto reader = holding("SELECT * FROM users");
  std::thread end([&] {
    std::this_thread::sleep_for(400ms);
    reader->rollback();
  });
  EXPECT_EQ(migrate(history, options(50ms, 60s)), Ids{"looks_after_itself"});
  end.join();
  EXPECT_EQ(holder_, "");
}

TEST_F(PostgresqlBlocked, a_statement_that_takes_too_long_is_stopped_and_named) {
  History history = after_posts("sleeps", limbeck_revision_sleeps);
  MigrateOptions limited;
  limited.statement_timeout = 100ms;
  const Error error = error_of([&] { migrate(history, limited); });
  EXPECT_EQ(error.code(), Error::Code::statement);
  EXPECT_EQ(error.sqlstate(), "57014");
  EXPECT_TRUE(says(error, "statement timeout"));
  EXPECT_TRUE(says(error, "SELECT pg_sleep(20)"));
  EXPECT_EQ(heads(), "b2");
}

TEST_F(PostgresqlBlocked, a_statement_that_takes_too_long_is_stopped_in_every_place_it_may_stand) {
  const RevisionStep in_places[] = {
      [](Operations& op) {
        op.execute("SELECT 1");
        op.run([](Connection&) {});  // so it goes statement by statement
        op.execute("SELECT pg_sleep(20)");
      },
      [](Operations& op) {
        op.run([](Connection& connection) { connection.execute("SELECT pg_sleep(20)"); });
      },
      [](Operations& op) {
        op.autocommit_block([](Operations& block) { block.execute("SELECT pg_sleep(20)"); });
      },
      [](Operations& op) {
        op.autocommit_block([](Operations& block) {
          block.run([](Connection& connection) { connection.execute("SELECT pg_sleep(20)"); });
        });
      }};
  for (const RevisionStep& step : in_places) {
    SCOPED_TRACE(&step - in_places);
    SetUp();
    Revision revision = limbeck_revision_sleeps;
    revision.upgrade = step;
    History history = after_posts("sleeps", revision);
    MigrateOptions limited;
    limited.statement_timeout = 500ms;
    const auto start = std::chrono::steady_clock::now();
    const Error error = error_of([&] { migrate(history, limited); });
    EXPECT_LT(std::chrono::steady_clock::now() - start, 10s);
    EXPECT_EQ(error.sqlstate(), "57014");
    EXPECT_EQ(error.revision(), "sleeps");
  }
}

}  // namespace
}  // namespace limbeck::test::blocked_test
