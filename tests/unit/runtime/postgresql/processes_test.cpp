// Many that start at once.
#include <gtest/gtest.h>
#include <signal.h>

#include <chrono>
#include <iostream>
#include <random>
#include <set>
#include <thread>

#include "limbeck/migrator.h"
#include "runtime/connection/open.h"
#include "tests/unit/runtime/postgresql/revisions.h"
#include "tests/unit/runtime/support/processes.h"

namespace limbeck::test::processes_test {
namespace {

using namespace std::chrono_literals;

class PostgresqlProcesses : public OnPostgresql {
 protected:
  std::int64_t invalid_indexes() const {
    return count("SELECT count(*) FROM pg_index WHERE NOT indisvalid");
  }
  std::int64_t deadlocks() const {
    return count("SELECT sum(deadlocks)::bigint FROM pg_stat_database");
  }
};

// With an index that is built concurrently, for which no waiting replica may stand in the way.
TEST_F(PostgresqlProcesses, eight_that_start_at_once_apply_each_revision_once) {
  for (int round = 0, rounds = runs(5, 50); round < rounds; ++round) {
    OnPostgresql::SetUp();
    History history = pg_shop();
    const Manifest manifest = history.manifest();
    std::vector<pid_t> children;
    const auto start = std::chrono::steady_clock::now() + 50ms;
    for (int i = 0; i < 8; ++i) {
      children.push_back(spawn([&] {
        std::this_thread::sleep_until(start);
        const MigrationReport report = limbeck::migrate(manifest, url_, {.lock_timeout = 120s});
        if (report.heads != std::vector<std::string>{"b6"}) throw std::runtime_error("not at head");
        // One migrates all of it, the others nothing.
        if (report.applied.size() != 0 && report.applied.size() != 6) {
          throw std::runtime_error("applied " + std::to_string(report.applied.size()));
        }
      }));
    }
    for (const pid_t child : children) EXPECT_EQ(exit_code_of(child), 0);
    EXPECT_EQ(heads(), "b6");
    EXPECT_EQ(text_of("SELECT string_agg(revision, ',' ORDER BY id) FROM limbeck_history"),
              "b1,b2,b3,b4,b5,b6");
    EXPECT_EQ(invalid_indexes(), 0);
  }
  EXPECT_EQ(deadlocks(), 0);
}

TEST_F(PostgresqlProcesses, a_process_that_waits_for_the_lock_ends_when_it_is_asked_to_stop) {
  History history = pg_shop();
  const auto holder = connection::open(url_);
  const auto lock = holder->lock({});
  std::stop_source stop;
  MigrateOptions options{.stop = stop.get_token()};
  options.on_progress = [&](const Progress& progress) {
    if (progress.kind == Progress::Kind::waiting) stop.request_stop();
  };
  const auto start = std::chrono::steady_clock::now();
  const Error error = error_of([&] { limbeck::migrate(history.manifest(), url_, options); });
  EXPECT_EQ(error.code(), Error::Code::interrupted);
  EXPECT_LT(std::chrono::steady_clock::now() - start, 10s);
}

TEST_F(PostgresqlProcesses, threads_of_one_program_may_start_at_once_too) {
  History history = pg_shop();
  const Manifest manifest = history.manifest();
  std::atomic<std::size_t> applied = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      try {
        applied += limbeck::migrate(manifest, url_, {.lock_timeout = 120s}).applied.size();
      } catch (const Error& error) {
        ADD_FAILURE() << error.what();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(applied, 6U);
  EXPECT_EQ(heads(), "b6");
}

TEST_F(PostgresqlProcesses, killed_at_any_instant_they_leave_what_the_next_run_finishes) {
  History history = pg_shop();
  const Manifest manifest = history.manifest();
  const auto before = std::chrono::steady_clock::now();
  limbeck::migrate(manifest, url_);
  const auto length = std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::steady_clock::now() - before);
  const std::string expected = dump();

  const unsigned random_seed = seed();
  std::cout << "LIMBECK_SEED=" << random_seed << std::endl;
  std::mt19937 random(random_seed);
  std::uniform_int_distribution<long> instant(0, length.count() * 5 / 4);
  int killed = 0;
  std::set<std::string> boundaries;
  for (int run = 0, count = runs(15, 300); run < count; ++run) {
    OnPostgresql::SetUp();
    const pid_t child = spawn([&] { limbeck::migrate(manifest, url_); });
    std::this_thread::sleep_for(std::chrono::microseconds(instant(random)));
    ::kill(child, SIGKILL);
    if (exit_code_of(child) == -SIGKILL) ++killed;
    const MigrationReport report = limbeck::migrate(manifest, url_, {.lock_timeout = 60s});
    boundaries.insert(report.applied.empty() ? "" : report.applied.front().id);
    ASSERT_EQ(report.heads, std::vector<std::string>{"b6"});
    ASSERT_EQ(dump(), expected) << "killed at a run of LIMBECK_SEED=" << random_seed;
    ASSERT_EQ(text_of("SELECT string_agg(revision, ',' ORDER BY id) FROM limbeck_history"),
              "b1,b2,b3,b4,b5,b6");
    ASSERT_EQ(invalid_indexes(), 0);
  }
  std::cout << killed << " killed under way; the next run began at " << boundaries.size()
            << " different revisions" << std::endl;
  EXPECT_GT(killed, 0);
}

}  // namespace
}  // namespace limbeck::test::processes_test
