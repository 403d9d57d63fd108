// Behind PgBouncer, which hands out the server's sessions by the transaction.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <pqxx/pqxx>
#include <thread>

#include "limbeck/migrator.h"
#include "runtime/connection/open.h"
#include "tests/servers/pgbouncer.h"
#include "tests/unit/runtime/postgresql/revisions.h"
#include "tests/unit/runtime/support/processes.h"

namespace limbeck::test::pooler_test {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using Ids = std::vector<std::string>;

LIMBECK_REVISION(sleeps_outside) = {
    .revises = {"b2"},
    .message = "sleep outside a transaction",
    .upgrade =
        [](Operations& op) {
          op.autocommit_block([](Operations& block) {
            block.execute("INSERT INTO users (name) SELECT 'ann' FROM pg_sleep(1.5)");
          });
        },
};

LIMBECK_REVISION(leaves_settings) = {
    .revises = {"b2"},
    .message = "leave settings",
    .upgrade =
        [](Operations& op) {
          op.execute("SET search_path = elsewhere");
          op.run([](Connection& connection) {
            connection.query("SELECT set_config('statement_timeout', '77s', false)");
          });
        },
};

class Pooler : public OnPostgresql {
 protected:
  void SetUp() override {
    LIMBECK_NEEDS_PGBOUNCER();
    OnPostgresql::SetUp();
    direct_ = url_;
    pooled_ = tests::Pgbouncer::get(*tests::PostgresqlServer::get())->url(database_);
  }

  /// Migrates in a process of its own, which stops itself when it is told of `kind` and `revision`.
  pid_t stopped_at(const Manifest& manifest, Progress::Kind kind, std::string_view revision,
                   std::chrono::milliseconds lease) {
    const pid_t child = spawn([&] {
      MigrateOptions options{.lock_timeout = 60s, .lease = lease};
      options.on_progress = [&](const Progress& progress) {
        if (progress.kind == kind && progress.revision == revision) ::raise(SIGSTOP);
      };
      limbeck::migrate(manifest, pooled_, options);
    });
    wait_until_stopped(child);
    return child;
  }
  static void wait_until_stopped(pid_t child) {
    int status = 0;
    ::waitpid(child, &status, WUNTRACED);
    ASSERT_TRUE(WIFSTOPPED(status));
  }
  std::string applied() const {
    return text_of(
        "SELECT string_agg(revision, ',' ORDER BY id) FROM limbeck_history"
        " WHERE direction = 'upgrade' AND progress IS NULL");
  }

  std::string direct_, pooled_;
};

TEST_F(Pooler, is_really_one_that_shares_sessions_out) {
  const auto one = connection::open(pooled_);
  const auto other = connection::open(pooled_);
  const auto session_of = [](connection::Driver& driver) {
    return std::get<std::int64_t>(driver.query("SELECT pg_backend_pid()").rows[0][0]);
  };
  // Which of its three sessions it hands out is not said anywhere.
  std::int64_t before = 0, taken = -1;
  for (int tries = 0; tries < 100 && taken != before; ++tries) {
    if (tries > 0) other->execute("ROLLBACK");
    before = session_of(*one);
    other->execute("BEGIN");
    taken = session_of(*other);
  }
  EXPECT_EQ(taken, before);
  EXPECT_NE(session_of(*one), before);
  other->execute("ROLLBACK");
}

TEST_F(Pooler, many_that_start_at_once_behind_it_and_beside_it_apply_each_revision_once) {
  const int processes = std::getenv("LIMBECK_LONG") != nullptr ? 64 : 16;
  for (int round = 0, rounds = runs(2, 40); round < rounds; ++round) {
    SetUp();
    History history = pg_shop();
    const Manifest manifest = history.manifest();
    std::vector<pid_t> children;
    const auto start = Clock::now() + 50ms;
    for (int i = 0; i < processes; ++i) {
      children.push_back(spawn([&, i] {
        std::this_thread::sleep_until(start);
        const MigrationReport report =
            limbeck::migrate(manifest, i % 4 == 0 ? direct_ : pooled_, {.lock_timeout = 120s});
        if (report.heads != Ids{"b6"}) throw std::runtime_error("not at head");
        // One migrates all of it, the others nothing.
        if (report.applied.size() != 0 && report.applied.size() != 6) {
          throw std::runtime_error("applied " + std::to_string(report.applied.size()));
        }
      }));
    }
    for (const pid_t child : children) EXPECT_EQ(exit_code_of(child), 0);
    EXPECT_EQ(heads(), "b6");
    EXPECT_EQ(applied(), "b1,b2,b3,b4,b5,b6");
    EXPECT_EQ(count("SELECT count(*) FROM pg_index WHERE NOT indisvalid"), 0);
    EXPECT_EQ(text_of("SELECT name || mood FROM users"), "it's \\ mecalm");
  }
}

TEST_F(Pooler, at_head_no_process_is_waited_for_and_nothing_is_written) {
  log_statements();
  History history = pg_shop();
  EXPECT_EQ(limbeck::migrate(history.manifest(), pooled_).applied.size(), 6U);
  EXPECT_EQ(count("SELECT count(*) FROM limbeck_lease"), 0) << "it was given back";
  execute(
      "INSERT INTO limbeck_lease VALUES (1, 'another', 'somebody', now(), now(), now() + interval "
      "'1 hour')");
  const auto lock =
      connection::open(direct_)->lock({}, {.table = "none", .table_literal = "'none'"});
  int told = 0;
  MigrateOptions options{.lock_timeout = 0ms};
  options.on_progress = [&](const Progress& progress) {
    if (progress.kind == Progress::Kind::waiting) ++told;
  };
  logged();
  EXPECT_EQ(limbeck::migrate(history.manifest(), pooled_, options).heads, Ids{"b6"});
  EXPECT_EQ(told, 0);
  Ids asked = logged();
  // The pooler's own, when it gives a session to another client.
  std::erase_if(asked,
                [](const std::string& sql) { return sql.starts_with("SET application_name="); });
  ASSERT_EQ(asked.size(), 1U);
  EXPECT_TRUE(asked[0].ends_with("\nCOPY \"limbeck_version\" (version_num) TO STDOUT")) << asked[0];
}

TEST_F(Pooler, a_holder_that_was_killed_is_waited_for_until_its_lease_runs_out) {
  History history = pg_shop();
  const Manifest manifest = history.manifest();
  const pid_t child = stopped_at(manifest, Progress::Kind::started, "b3", 1500ms);
  ::kill(child, SIGKILL);
  EXPECT_EQ(exit_code_of(child), -SIGKILL);
  std::string holder;
  MigrateOptions options{.lock_timeout = 60s};
  options.on_progress = [&](const Progress& progress) {
    if (progress.kind == Progress::Kind::waiting) holder = progress.holder;
  };
  const MigrationReport report = limbeck::migrate(manifest, pooled_, options);
  EXPECT_EQ(report.applied.size(), 4U);
  EXPECT_NE(holder.find("process " + std::to_string(child) + " ("), std::string::npos) << holder;
  EXPECT_EQ(applied(), "b1,b2,b3,b4,b5,b6");
}

TEST_F(Pooler, a_lease_of_before_the_servers_clock_was_set_back_has_run_out) {
  History history = pg_shop();
  const Manifest manifest = history.manifest();
  const auto lease_of = [&](const std::string& heartbeat) {
    execute(
        "DELETE FROM limbeck_lease; INSERT INTO limbeck_lease VALUES (1, 'another', 'somebody',"
        " now(), now() + interval '" +
        heartbeat + "', now() + interval '" + heartbeat + "' + interval '15 s')");
  };
  limbeck::migrate(manifest, pooled_, {.target = "b1"});
  for (const std::string& url : {pooled_, direct_}) {
    // As much as clocks are corrected while they run.
    lease_of("1 s");
    const Error error = error_of([&] { limbeck::migrate(manifest, url, {.lock_timeout = 300ms}); });
    EXPECT_EQ(error.code(), Error::Code::locked);
    EXPECT_TRUE(says(error, "somebody"));
  }
  lease_of("1 hour");
  EXPECT_EQ(
      limbeck::migrate(manifest, pooled_, {.target = "b2", .lock_timeout = 5s}).applied.size(), 1U);
  lease_of("1 hour");
  EXPECT_EQ(limbeck::migrate(manifest, direct_, {.lock_timeout = 5s}).applied.size(), 4U);
}

TEST_F(Pooler, a_process_that_waits_for_a_lease_ends_when_it_is_asked_to_stop) {
  History history = pg_shop();
  limbeck::migrate(history.manifest(), pooled_, {.target = "b1"});
  execute(
      "INSERT INTO limbeck_lease VALUES (1, 'another', 'somebody', now(), now(), now() + interval "
      "'1 hour')");
  std::stop_source stop;
  MigrateOptions options{.stop = stop.get_token()};
  options.on_progress = [&](const Progress& progress) {
    if (progress.kind == Progress::Kind::waiting) stop.request_stop();
  };
  const Error error = error_of([&] { limbeck::migrate(history.manifest(), pooled_, options); });
  EXPECT_EQ(error.code(), Error::Code::interrupted);
}

TEST_F(Pooler, killed_at_any_instant_they_leave_what_the_next_run_finishes) {
  History history = pg_shop();
  const Manifest manifest = history.manifest();
  const auto before = Clock::now();
  limbeck::migrate(manifest, pooled_);
  const auto length =
      std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - before).count();
  const std::string expected = text_of(
      "SELECT string_agg(relname, ',' ORDER BY relname) FROM pg_class"
      " WHERE relnamespace = 'public'::regnamespace");
  for (int run = 0, count = runs(6, 200); run < count; ++run) {
    SetUp();
    const pid_t child = spawn([&] { limbeck::migrate(manifest, pooled_, {.lease = 500ms}); });
    std::this_thread::sleep_for(std::chrono::microseconds(length * (run + 1) / (count + 1)));
    ::kill(child, SIGKILL);
    exit_code_of(child);
    EXPECT_EQ(limbeck::migrate(manifest, pooled_, {.lock_timeout = 60s}).heads, Ids{"b6"});
    EXPECT_EQ(applied(), "b1,b2,b3,b4,b5,b6");
    EXPECT_EQ(text_of("SELECT string_agg(relname, ',' ORDER BY relname) FROM pg_class"
                      " WHERE relnamespace = 'public'::regnamespace"),
              expected);
  }
}

TEST_F(Pooler, a_holder_that_was_stopped_too_long_can_write_no_more) {
  History history = pg_shop();
  const Manifest manifest = history.manifest();
  const pid_t child = stopped_at(manifest, Progress::Kind::started, "b3", 3s);
  const Error error =
      error_of([&] { limbeck::migrate(manifest, pooled_, {.lock_timeout = 300ms}); });
  EXPECT_EQ(error.code(), Error::Code::locked);
  EXPECT_TRUE(error.retryable());
  EXPECT_TRUE(says(error, "process " + std::to_string(child) + " ("));
  // One beside the pooler waits as well.
  EXPECT_TRUE(says(error_of([&] { limbeck::migrate(manifest, direct_, {.lock_timeout = 300ms}); }),
                   "process " + std::to_string(child) + " ("));
  EXPECT_EQ(
      limbeck::migrate(manifest, pooled_, {.target = "b4", .lock_timeout = 60s}).applied.size(),
      2U);
  ::kill(child, SIGCONT);
  EXPECT_EQ(exit_code_of(child), 1) << "it went on";
  EXPECT_EQ(heads(), "b4");
  EXPECT_EQ(applied(), "b1,b2,b3,b4");
  EXPECT_EQ(limbeck::migrate(manifest, pooled_).applied.size(), 2U);
}

TEST_F(Pooler, a_holder_that_is_stopped_in_a_transaction_keeps_all_others_out) {
  History history = after_posts("runs", limbeck_revision_runs);
  const Manifest manifest = history.manifest();
  migration = [] { ::raise(SIGSTOP); };
  const pid_t child = spawn([&] { limbeck::migrate(manifest, pooled_, {.lease = 200ms}); });
  wait_until_stopped(child);
  std::this_thread::sleep_for(300ms);
  for (const std::string& url : {pooled_, direct_}) {
    const Error error = error_of([&] { limbeck::migrate(manifest, url, {.lock_timeout = 700ms}); });
    EXPECT_EQ(error.code(), Error::Code::locked);
    EXPECT_TRUE(says(error, "of the server (limbeck"));
  }
  ::kill(child, SIGCONT);
  EXPECT_EQ(exit_code_of(child), 0);
  EXPECT_EQ(heads(), "runs");
  EXPECT_EQ(count("SELECT count(*) FROM users"), 1);
}

TEST_F(Pooler, no_other_session_comes_between_while_a_statement_runs_outside_a_transaction) {
  History history = after_posts("sleeps_outside", limbeck_revision_sleeps_outside);
  const Manifest manifest = history.manifest();
  limbeck::migrate(manifest, pooled_, {.target = "b2"});
  std::atomic<bool> begun = false;
  std::thread first([&] {
    MigrateOptions options{.lease = 100ms};
    options.on_progress = [&](const Progress& progress) {
      begun = begun || progress.kind == Progress::Kind::statement;
    };
    EXPECT_EQ(limbeck::migrate(manifest, pooled_, options).applied.size(), 1U);
  });
  while (!begun) std::this_thread::sleep_for(5ms);
  std::this_thread::sleep_for(300ms);
  EXPECT_TRUE(limbeck::migrate(manifest, pooled_, {.lock_timeout = 60s}).applied.empty());
  first.join();
  EXPECT_EQ(count("SELECT count(*) FROM users"), 1);
}

TEST_F(Pooler, what_a_revision_sets_is_not_left_to_the_next_who_gets_the_session) {
  execute("CREATE SCHEMA elsewhere");
  History history = after_posts("leaves_settings", limbeck_revision_leaves_settings);
  limbeck::migrate(history.manifest(), pooled_);
  // All sessions of the pool at once, as others than limbeck get them.
  std::vector<std::unique_ptr<pqxx::connection>> sessions;
  std::vector<std::unique_ptr<pqxx::work>> transactions;
  for (int i = 0; i < 3; ++i) {
    sessions.push_back(std::make_unique<pqxx::connection>(pooled_));
    transactions.push_back(std::make_unique<pqxx::work>(*sessions.back()));
    for (const char* setting :
         {"search_path", "statement_timeout", "client_min_messages", "role"}) {
      const std::string now = transactions.back()
                                  ->exec("SELECT current_setting('" + std::string(setting) + "')")
                                  .at(0)
                                  .at(0)
                                  .c_str();
      const std::string expected = setting == std::string("search_path") ? "\"$user\", public"
                                   : setting == std::string("role")      ? "none"
                                   : setting == std::string("statement_timeout") ? "0"
                                                                                 : "notice";
      EXPECT_EQ(now, expected) << setting;
    }
  }
  transactions.clear();
}

TEST_F(Pooler, a_connection_of_the_application_does_for_transactions_only) {
  History history = after_posts("indexes", limbeck_revision_indexes);
  {
    pqxx::connection connection(pooled_);
    const Error error = error_of([&] { limbeck::migrate(history.manifest(), connection); });
    EXPECT_EQ(error.code(), Error::Code::usage);
    EXPECT_EQ(error.revision(), "indexes");
    EXPECT_EQ(error.applied(), (Ids{"b1", "b2"}));
    EXPECT_TRUE(says(error, "give the migration the database's URL"));
    EXPECT_EQ(count("SELECT count(*) FROM limbeck_lease"), 0) << "it was given back";
    EXPECT_EQ(limbeck::migrate(history.manifest(), connection, {.target = "b2"}).heads, Ids{"b2"});
  }
  EXPECT_EQ(limbeck::migrate(history.manifest(), pooled_).applied.size(), 1U);
}

TEST_F(Pooler, a_role_and_a_search_path_are_for_transactions_only) {
  execute(
      "DO $$ BEGIN CREATE ROLE pooled_owner; EXCEPTION WHEN duplicate_object THEN END $$;"
      "CREATE SCHEMA shop AUTHORIZATION pooled_owner");
  History history = after_posts("indexes", limbeck_revision_indexes);
  const MigrateOptions options{.role = "pooled_owner", .search_path = {"shop"}};
  const Error error = error_of([&] { limbeck::migrate(history.manifest(), pooled_, options); });
  EXPECT_EQ(error.code(), Error::Code::usage);
  EXPECT_EQ(error.applied(), (Ids{"b1", "b2"}));
  EXPECT_TRUE(says(error, "give the migration a direct connection"));
  EXPECT_EQ(text_of("SELECT tableowner::text FROM pg_tables WHERE schemaname = 'shop' AND "
                    "tablename = 'users'"),
            "pooled_owner");
  EXPECT_EQ(limbeck::migrate(history.manifest(), direct_, options).applied.size(), 1U);
}

}  // namespace
}  // namespace limbeck::test::pooler_test
