// What fails on PostgreSQL fails at a revision boundary, and says what and where.
#include <gtest/gtest.h>

#include "runtime/connection/open.h"
#include "tests/unit/runtime/postgresql/revisions.h"

namespace limbeck::test::failures_test {
namespace {

using Ids = std::vector<std::string>;

constexpr int before_fails_last = __LINE__;
LIMBECK_REVISION(fails_last) = {
    .revises = {"b2"},
    .message = "fail at the end",
    .upgrade =
        [](Operations& op) {
          op.add_column("users", {.name = "age", .type = integer, .nullable = true});
          op.execute("INSERT INTO posts (author) VALUES (77)");
        },
};

LIMBECK_REVISION(fails_at_commit) = {
    .revises = {"b2"},
    .message = "fail when it is committed",
    .upgrade =
        [](Operations& op) {
          op.execute(
              "ALTER TABLE posts ADD FOREIGN KEY (author) REFERENCES users"
              " DEFERRABLE INITIALLY DEFERRED");
          op.execute("ALTER TABLE posts DROP CONSTRAINT fk_posts_author_users");
          op.execute("INSERT INTO posts (author) VALUES (78)");
        },
};

LIMBECK_REVISION(fails_in_body) = {
    .revises = {"b2"},
    .message = "fail in a body",
    .upgrade =
        [](Operations& op) {
          op.add_column("users", {.name = "age", .type = integer, .nullable = true});
          op.execute("DO $$ BEGIN RAISE EXCEPTION 'no' USING HINT = 'say yes'; END $$");
        },
};

LIMBECK_REVISION(terminated) = {
    .revises = {"b2"},
    .message = "lose the connection",
    .upgrade =
        [](Operations& op) {
          op.bulk_insert("users", {"name"}, {{"ann"}});
          op.execute(
              "SELECT CASE WHEN to_regclass('ready') IS NULL"
              " THEN pg_terminate_backend(pg_backend_pid()) END, pg_sleep(0.1)");
        },
};

LIMBECK_REVISION(unique_names) = {
    .revises = {"b2"},
    .message = "names are unique",
    .upgrade =
        [](Operations& op) {
          op.create_table_comment("users", "unique");
          op.create_index("ux_users_name", "users", {"name"},
                          {.unique = true, .concurrently = true});
        },
    .downgrade = reverse_of_upgrade,
};

using PostgresqlFailures = OnPostgresql;

TEST_F(PostgresqlFailures, at_the_last_statement_leave_no_trace_and_name_it) {
  // Alone, and after others in the same run.
  for (const char* start : {"b2", "base"}) {
    SetUp();
    History history = after_posts("fails_last", limbeck_revision_fails_last);
    if (start != std::string("base")) migrate(history, {.target = start});
    const Error error = error_of([&] { migrate(history); });
    EXPECT_EQ(error.code(), Error::Code::statement);
    EXPECT_EQ(error.revision(), "fails_last");
    EXPECT_EQ(error.sqlstate(), "23503");
    EXPECT_EQ(error.statement(), "INSERT INTO posts (author) VALUES (77)");
    EXPECT_EQ(error.detail(), "Key (author)=(77) is not present in table \"users\".");
    for (const std::string& part :
         {"failures_test.cpp:" + std::to_string(before_fails_last + 7) + ": execute",
          std::string("violates foreign key constraint \"fk_posts_author_users\""),
          std::string("detail: Key (author)=(77)"), std::string("SQL: INSERT INTO posts"),
          std::string("fails_last \"fail at the end\", which was rolled back")}) {
      EXPECT_TRUE(says(error, part));
    }
    EXPECT_EQ(heads(), "b2");
    EXPECT_EQ(count("SELECT count(*) FROM pg_attribute WHERE attname = 'age'"), 0);
    EXPECT_EQ(count("SELECT count(*) FROM limbeck_history"), 2);
  }
}

TEST_F(PostgresqlFailures, when_committing_leave_no_trace_and_name_the_revision) {
  History history = after_posts("fails_at_commit", limbeck_revision_fails_at_commit);
  const Error error = error_of([&] { migrate(history); });
  EXPECT_EQ(error.revision(), "fails_at_commit");
  EXPECT_EQ(error.sqlstate(), "23503");
  EXPECT_TRUE(says(error, "fails_at_commit \"fail when it is committed\" could not be committed"));
  EXPECT_TRUE(says(error, "Key (author)=(78)"));
  EXPECT_EQ(heads(), "b2");
}

/// As where the disk is full.
TEST_F(PostgresqlFailures, of_a_write_to_the_ledger_leave_no_trace_and_name_the_revision) {
  for (const char* table : {"limbeck_version", "limbeck_history"}) {
    for (const bool whole : {true, false}) {
      SCOPED_TRACE(std::string(table) + (whole ? ", sent whole" : ", statement by statement"));
      SetUp();
      Revision revision = limbeck_revision_runs;
      if (whole) {
        revision.upgrade = [](Operations& op) {
          op.execute("INSERT INTO users (name) VALUES ('ann')");
        };
      }
      migration = [] {};
      History history = after_posts("runs", revision);
      migrate(history, {.target = "b2"});
      execute("ALTER TABLE " + std::string(table) + " ALTER COLUMN " +
              (std::string_view(table) == "limbeck_version" ? "version_num" : "revision") +
              " TYPE varchar(3)");
      const Error error = error_of([&] { migrate(history); });
      EXPECT_EQ(error.sqlstate(), "22001");
      EXPECT_EQ(error.revision(), "runs");
      EXPECT_TRUE(says(error, "value too long"));
      EXPECT_EQ(heads(), "b2");
      EXPECT_EQ(count("SELECT count(*) FROM users"), 0);
      EXPECT_EQ(count("SELECT count(*) FROM limbeck_history"), 2);
      execute("ALTER TABLE " + std::string(table) + " ALTER COLUMN " +
              (std::string_view(table) == "limbeck_version" ? "version_num" : "revision") +
              " TYPE varchar(32)");
      EXPECT_EQ(migrate(history), Ids{"runs"});
    }
  }
}

TEST_F(PostgresqlFailures, of_a_body_with_begin_and_end_are_rolled_back) {
  History history = after_posts("fails_in_body", limbeck_revision_fails_in_body);
  const Error error = error_of([&] { migrate(history); });
  EXPECT_EQ(error.hint(), "say yes");
  EXPECT_TRUE(says(error, "hint: say yes"));
  EXPECT_TRUE(says(error, "DO $$ BEGIN"));
  EXPECT_EQ(heads(), "b2");
  EXPECT_EQ(count("SELECT count(*) FROM pg_attribute WHERE attname = 'age'"), 0);
}

TEST_F(PostgresqlFailures, of_the_connection_leave_a_revision_boundary) {
  History history = after_posts("terminated", limbeck_revision_terminated);
  const Error error = error_of([&] { migrate(history); });
  EXPECT_EQ(error.code(), Error::Code::connection);
  EXPECT_TRUE(error.retryable());
  EXPECT_EQ(error.revision(), "terminated");
  EXPECT_TRUE(says(error, database_ + "' was lost"));
  EXPECT_TRUE(says(error, "revision terminated \"lose the connection\""));
  EXPECT_TRUE(says(error, database_));
  EXPECT_EQ(error.applied(), (Ids{"b1", "b2"}));
  EXPECT_EQ(heads(), "b2");
  EXPECT_EQ(count("SELECT count(*) FROM users"), 0);
  execute("CREATE TABLE ready ()");
  EXPECT_EQ(migrate(history), Ids{"terminated"});
}

TEST_F(PostgresqlFailures, of_the_server_leave_a_revision_boundary) {
  execute("ALTER DATABASE " + database_ + " SET synchronous_commit = on");
  History history = after_posts("runs", limbeck_revision_runs);
  migrate(history, {.target = "b2"});
  migration = [] { tests::PostgresqlServer::get()->crash(); };
  const Error error = error_of([&] { migrate(history); });
  EXPECT_EQ(error.code(), Error::Code::connection);
  EXPECT_EQ(error.revision(), "runs");
  EXPECT_TRUE(says(error, "revision runs \"run\""));
  EXPECT_TRUE(says(error, database_));
  tests::PostgresqlServer::get()->restart();
  EXPECT_EQ(heads(), "b2");
  EXPECT_EQ(count("SELECT count(*) FROM users"), 0);
  migration = [] {};
  EXPECT_EQ(migrate(history), Ids{"runs"});
  EXPECT_EQ(count("SELECT count(*) FROM users"), 1);
}

// Between the record of how far a revision is and the statement.
TEST_F(PostgresqlFailures,
       of_the_connection_before_a_statement_outside_of_a_transaction_are_reported) {
  for (const char* sql : {"VACUUM", "CREATE INDEX CONCURRENTLY i ON pg_class (relname)"}) {
    auto driver = connection::open(url_);
    driver->set_limits({.lock = std::chrono::seconds(2), .statement = std::chrono::seconds(2)});
    const auto backend =
        std::get<std::int64_t>(driver->query("SELECT pg_backend_pid()::bigint").rows.at(0).at(0));
    driver->begin({});
    driver->commit({});
    execute("SELECT pg_terminate_backend(" + std::to_string(backend) + ")");
    const Error error = error_of([&] { driver->run(sql, {}); });
    EXPECT_EQ(error.code(), Error::Code::connection);
    EXPECT_TRUE(error.retryable());
  }
}

TEST_F(PostgresqlFailures, of_a_concurrent_index_are_cleared_away_by_the_next_try) {
  History history = after_posts("unique_names", limbeck_revision_unique_names);
  migrate(history, {.target = "b2"});
  execute("INSERT INTO users (name) VALUES ('ann'), ('ann')");
  const std::string valid =
      "SELECT count(*) FROM pg_index WHERE indexrelid = to_regclass('ux_users_name') AND "
      "indisvalid";
  // However often it fails.
  for (int i = 0; i < 2; ++i) {
    const Error error = error_of([&] { migrate(history); });
    EXPECT_EQ(error.sqlstate(), "23505");
    EXPECT_EQ(error.revision(), "unique_names");
    EXPECT_TRUE(says(error, "1 of its 2 statements are done"));
    EXPECT_EQ(count("SELECT count(*) FROM pg_index WHERE NOT indisvalid"), 1);
    EXPECT_EQ(count(valid), 0);
    EXPECT_EQ(heads(), "b2,half-applied");
    EXPECT_EQ(count("SELECT progress FROM limbeck_history ORDER BY id DESC LIMIT 1"), 1);
  }
  execute("DELETE FROM users");
  EXPECT_EQ(migrate(history), Ids{"unique_names"});
  EXPECT_EQ(count(valid), 1);
  EXPECT_EQ(count("SELECT count(*) FROM pg_index WHERE NOT indisvalid"), 0);
  EXPECT_EQ(heads(), "unique_names");
}

TEST_F(PostgresqlFailures, a_finished_concurrent_index_is_not_built_again) {
  History history = after_posts("unique_names", limbeck_revision_unique_names);
  migrate(history, {.target = "b2"});
  execute("INSERT INTO users (name) VALUES ('ann'), ('ann')");
  error_of([&] { migrate(history); });
  // As if it had been killed after the server was done, before it could write that down.
  execute(
      "DELETE FROM users; DROP INDEX ux_users_name;"
      "CREATE UNIQUE INDEX ux_users_name ON users (name)");
  const std::string number = "SELECT 'ux_users_name'::regclass::oid::bigint";
  const std::int64_t before = count(number);
  EXPECT_EQ(migrate(history), Ids{"unique_names"});
  EXPECT_EQ(count(number), before);
}

TEST_F(PostgresqlFailures, another_table_under_the_name_of_a_concurrent_index_is_no_index) {
  History history = after_posts("unique_names", limbeck_revision_unique_names);
  migrate(history, {.target = "b2"});
  execute("CREATE TABLE ux_users_name ()");
  const Error error = error_of([&] { migrate(history); });
  EXPECT_TRUE(says(error, "ux_users_name"));
  EXPECT_EQ(count("SELECT count(*) FROM pg_class WHERE relname = 'ux_users_name'"), 1);
  EXPECT_EQ(heads(), "b2,half-applied");
}

TEST_F(PostgresqlFailures, a_version_row_that_another_process_changed_stops_the_revision) {
  History history = pg_shop();
  migrate(history, {.target = "b2"});
  const Error error = error_of([&] {
    migrate(history, {.on_progress = [&](const Progress& progress) {
              if (progress.kind == Progress::Kind::started && progress.revision == "b3")
                execute("UPDATE limbeck_version SET version_num = 'unknown'");
            }});
  });
  EXPECT_EQ(error.code(), Error::Code::history);
  EXPECT_TRUE(says(error, "unknown"));
  EXPECT_EQ(count("SELECT count(*) FROM limbeck_history"), 2);
}

/// The SQL of the revision that ends its transaction.
std::string_view ending;
LIMBECK_REVISION(ends) = {
    .revises = {"b2"},
    .message = "end the transaction",
    .upgrade = [](Operations& op) { op.execute(ending); },
};
LIMBECK_REVISION(ends_in_parts) = {
    .revises = {"b2"},
    .message = "end the transaction between two statements",
    .upgrade =
        [](Operations& op) {
          op.execute("CREATE TABLE w (i int)");
          op.execute(ending);
          op.run([](Connection& c) { c.execute("INSERT INTO users (name) VALUES ('ann')"); });
        },
};

TEST_F(PostgresqlFailures, never_say_rolled_back_of_what_the_revision_has_committed) {
  for (const char* sql :
       {"CREATE TABLE w (i int); /* was: /* old */ */ COMMIT; CREATE TABLE w (i int)",
        "CREATE TABLE w (i int); /*/ */ COMMIT; SELECT 1 / 0",
        "CREATE TABLE w (i int); -- old\rEND; SELECT 1 / 0",
        "CREATE TABLE w (i int); COMMIT; BEGIN; SELECT 1 / 0",
        "CREATE TABLE w (i int); COMMIT AND CHAIN; SELECT 1 / 0"}) {
    execute("DROP TABLE IF EXISTS w");
    ending = sql;
    History history = after_posts("ends", limbeck_revision_ends);
    const Error error = error_of([&] { migrate(history); });
    EXPECT_TRUE(says(error, "not rolled back")) << sql;
    EXPECT_FALSE(says(error, "was rolled back")) << sql;
    EXPECT_EQ(heads(), "b2");
    EXPECT_EQ(count("SELECT count(*) FROM pg_class WHERE relname = 'w'"), 1);
  }
}

TEST_F(PostgresqlFailures, do_not_record_a_revision_that_ended_its_transaction_and_went_on) {
  for (const char* sql : {"/* /* */ */ COMMIT", "COMMIT; BEGIN", "COMMIT AND CHAIN",
                          "/* /* */ */ ROLLBACK; BEGIN", "SELECT 1; END; START TRANSACTION"}) {
    execute("DROP TABLE IF EXISTS w");
    ending = sql;
    for (const Revision* revision : {&limbeck_revision_ends, &limbeck_revision_ends_in_parts}) {
      History history = after_posts("ends", *revision);
      const Error error = error_of([&] { migrate(history); });
      EXPECT_TRUE(says(error, "ended the transaction of its revision")) << sql;
      EXPECT_EQ(heads(), "b2") << sql;
      EXPECT_EQ(count("SELECT count(*) FROM limbeck_history WHERE revision = 'ends'"), 0) << sql;
    }
  }
}

TEST_F(PostgresqlFailures, that_end_no_transaction_are_rolled_back_and_say_so) {
  for (const char* sql : {"/* /* COMMIT */ COMMIT; */ SELECT 1 / 0", "SELECT 'COMMIT' || 1 / 0",
                          "SAVEPOINT a; SELECT 1; ROLLBACK TO a; RELEASE a; SELECT 1 / 0"}) {
    ending = sql;
    History history = after_posts("ends", limbeck_revision_ends);
    EXPECT_TRUE(says(error_of([&] { migrate(history); }), "was rolled back")) << sql;
  }
  ending = "SAVEPOINT a; INSERT INTO users (name) VALUES ('x'); ROLLBACK TO a; RELEASE a";
  History history = after_posts("ends", limbeck_revision_ends);
  EXPECT_EQ(migrate(history), Ids{"ends"});
}

}  // namespace
}  // namespace limbeck::test::failures_test
