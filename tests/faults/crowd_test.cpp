// Many that start at once.
#include <gtest/gtest.h>

#include <chrono>
#include <iostream>
#include <stdexcept>
#include <thread>

#include "limbeck/migrate.h"
#include "runtime/connection/open.h"
#include "tests/faults/arena.h"
#include "tests/faults/long_history.h"
#include "tests/unit/runtime/support/processes.h"

namespace limbeck::test::crowd_test {
namespace {

using namespace std::chrono_literals;

std::vector<std::string> column(Connection& connection, const std::string& sql) {
  std::vector<std::string> out;
  for (const auto& row : connection.query(sql).rows) out.push_back(std::get<std::string>(row[0]));
  return out;
}

class Crowd : public InArena {
 protected:
  void SetUp() override {
    InArena::SetUp();
    if (arena_ == nullptr) return;
    history_ = std::make_unique<LongHistory>(arena_->dialect());
    manifest_ = history_->manifest();
    behind_ = arena_->fresh();
    migrate(manifest_, behind_, {.target = "n0"});
  }

  /// What one of the crowd does.
  void join(const std::string& url) {
    const MigrationReport report = migrate(manifest_, url, {.lock_timeout = 1h});
    if (report.heads != std::vector<std::string>{history_->ids().back()}) {
      throw std::runtime_error("not at head");
    }
    // One migrates all of it, the others nothing.
    if (report.applied.size() != 0 && report.applied.size() != history_->ids().size()) {
      throw std::runtime_error("applied " + std::to_string(report.applied.size()));
    }
  }

  /// Each revision's row is there once, in order, and so is its entry.
  void expect_each_once(const std::string& url) {
    arena_->settle(url);
    auto connection = connection::open(url);
    EXPECT_EQ(column(*connection, "SELECT what FROM effects ORDER BY length(what), what"),
              history_->ids());
    std::vector<std::string> entries = history_->ids();
    entries.insert(entries.begin(), "n0");
    EXPECT_EQ(column(*connection, "SELECT revision FROM limbeck_history ORDER BY id"), entries);
    const State state = state_of(url);
    EXPECT_EQ(state.ledger, history_->ids().back());
    EXPECT_EQ(state.invalid_indexes, std::vector<std::string>{});
    EXPECT_EQ(state.broken, "");
  }

  std::int64_t deadlocks() {
    if (arena_->dialect() != "postgresql") return 0;
    auto connection = connection::open(behind_);
    return std::get<std::int64_t>(
        connection->query("SELECT sum(deadlocks)::bigint FROM pg_stat_database").rows[0][0]);
  }

  std::unique_ptr<LongHistory> history_;
  Manifest manifest_;
  std::string behind_;
};

TEST_P(Crowd, of_64_processes_has_one_that_applies_50_revisions_and_63_that_wait) {
  for (int round = 0, rounds = runs(1, 200); round < rounds; ++round) {
    const std::string url = arena_->copy_of(behind_);
    const auto start = std::chrono::steady_clock::now() + 100ms;
    std::vector<pid_t> children;
    for (int i = 0; i < 64; ++i) {
      children.push_back(spawn([&] {
        std::this_thread::sleep_until(start);
        join(url);
      }));
    }
    for (const pid_t child : children) EXPECT_EQ(exit_code_of(child), 0);
    expect_each_once(url);
    ASSERT_FALSE(HasFailure()) << "in round " << round;
    arena_->drop(url);
    if (round % 20 == 19) std::cout << round + 1 << " rounds" << std::endl;
  }
  EXPECT_EQ(deadlocks(), 0);
}

TEST_P(Crowd, of_threads_is_like_one_of_processes) {
  for (int round = 0, rounds = runs(1, 50); round < rounds; ++round) {
    const std::string url = arena_->copy_of(behind_);
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) {
      threads.emplace_back([&] {
        try {
          join(url);
        } catch (const std::exception& error) {
          ADD_FAILURE() << error.what();
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
    expect_each_once(url);
    ASSERT_FALSE(HasFailure()) << "in round " << round;
    arena_->drop(url);
  }
  EXPECT_EQ(deadlocks(), 0);
}

INSTANTIATE_TEST_SUITE_P(Databases, Crowd, testing::ValuesIn(arena_kinds()), name_of_parameter);

}  // namespace
}  // namespace limbeck::test::crowd_test
