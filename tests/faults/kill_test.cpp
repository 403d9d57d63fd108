// Processes that are killed at any instant, up and down a history, again and again until one ends.
#include <gtest/gtest.h>
#include <signal.h>

#include <chrono>
#include <iostream>
#include <random>
#include <set>
#include <thread>

#include "limbeck/migrator.h"
#include "tests/faults/arena.h"
#include "tests/faults/mixed_history.h"
#include "tests/faults/oracle.h"
#include "tests/unit/runtime/support/processes.h"

namespace limbeck::test::kill_test {
namespace {

using namespace std::chrono_literals;
using Microseconds = std::chrono::microseconds;

class Kill : public InArena {
 protected:
  /// How long a process takes for it.
  static Microseconds length_of(const std::function<void()>& migration) {
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(exit_code_of(spawn(migration)), 0);
    return std::chrono::duration_cast<Microseconds>(std::chrono::steady_clock::now() - start);
  }
};

TEST_P(Kill, at_any_instant_leaves_what_the_ledger_says_and_what_the_next_run_finishes) {
  History history = mixed_history(arena_->dialect());
  const Manifest manifest = history.manifest();
  const Oracle up = Oracle::up(*arena_, manifest);
  const Oracle down = Oracle::down(*arena_, manifest, mixed_start);

  std::string url = arena_->fresh();
  const auto go_up = [&] { migrate(manifest, url, {.lock_timeout = 60s}); };
  const auto go_down = [&] {
    Migrator(manifest, url, {.lock_timeout = 60s}).downgrade(mixed_start);
  };
  const Microseconds up_length = length_of(go_up);
  ASSERT_TRUE(up.is_done(state_of(url)));
  const Microseconds down_length = length_of(go_down);
  ASSERT_TRUE(down.is_done(state_of(url)));

  const unsigned random_seed = seed();
  std::cout << "LIMBECK_SEED=" << random_seed << std::endl;
  SCOPED_TRACE("LIMBECK_SEED=" + std::to_string(random_seed));
  std::mt19937 random(random_seed);
  int killed = 0, looked = 0;
  std::set<std::string> ledgers;
  // A chain of kills, and a look after most of them: after the others the next process starts at
  // once, while the server may still be at what the killed one sent.
  const auto kill_until_done = [&](const std::function<void()>& migration, Microseconds length,
                                   const Oracle& oracle) {
    std::uniform_int_distribution<long> instant(0, length.count());
    for (;;) {
      const pid_t child = spawn(migration);
      std::this_thread::sleep_for(Microseconds(instant(random)));
      ::kill(child, SIGKILL);
      const int code = exit_code_of(child);
      if (code == -SIGKILL) ++killed;
      const bool done = code == 0;
      ASSERT_TRUE(done || code == -SIGKILL) << "exit code " << code;
      if (!done && random() % 4 == 0) continue;
      arena_->settle(url);
      const State state = state_of(url);
      ledgers.insert(state.ledger);
      ++looked;
      ASSERT_TRUE(oracle.allows(state)) << "after kill " << killed;
      if (!done) continue;
      ASSERT_TRUE(oracle.is_done(state)) << "after kill " << killed;
      return;
    }
  };
  for (const int wanted = runs(15, 2000); killed < wanted;) {
    arena_->drop(url);
    url = arena_->fresh();
    kill_until_done(go_up, up_length, up);
    if (HasFatalFailure()) return;
    kill_until_done(go_down, down_length, down);
    if (HasFatalFailure()) return;
  }
  std::cout << killed << " killed, " << looked << " looks found the ledger at " << ledgers.size()
            << " of " << up.states() + down.states() << " places" << std::endl;
}

TEST_P(Kill, of_some_among_many_lets_the_others_finish) {
  History history = mixed_history(arena_->dialect());
  const Manifest manifest = history.manifest();
  const Oracle up = Oracle::up(*arena_, manifest);
  std::string url = arena_->fresh();
  const auto go_up = [&] { migrate(manifest, url, {.lock_timeout = 120s}); };
  const Microseconds length = length_of(go_up);
  const unsigned random_seed = seed();
  std::cout << "LIMBECK_SEED=" << random_seed << std::endl;
  SCOPED_TRACE("LIMBECK_SEED=" + std::to_string(random_seed));
  std::mt19937 random(random_seed);
  std::uniform_int_distribution<long> pause(0, length.count() / 4);
  int killed = 0;
  for (int round = 0, rounds = runs(1, 100); round < rounds; ++round) {
    arena_->drop(url);
    url = arena_->fresh();
    std::vector<pid_t> doomed, spared;
    for (int i = 0; i < 6; ++i) doomed.push_back(spawn(go_up));
    for (int i = 0; i < 2; ++i) spared.push_back(spawn(go_up));
    for (const pid_t process : doomed) {
      std::this_thread::sleep_for(Microseconds(pause(random)));
      ::kill(process, SIGKILL);
    }
    for (const pid_t process : doomed) killed += exit_code_of(process) == -SIGKILL ? 1 : 0;
    for (const pid_t process : spared) EXPECT_EQ(exit_code_of(process), 0);
    arena_->settle(url);
    ASSERT_TRUE(up.is_done(state_of(url))) << "in round " << round;
  }
  arena_->drop(url);
  std::cout << killed << " killed" << std::endl;
}

INSTANTIATE_TEST_SUITE_P(Databases, Kill, testing::ValuesIn(arena_kinds()), name_of_parameter);

}  // namespace
}  // namespace limbeck::test::kill_test
