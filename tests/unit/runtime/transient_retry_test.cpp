// The pauses between the tries of a revision that gave way to other sessions.
#include <gtest/gtest.h>

#include <chrono>
#include <set>
#include <vector>

#include "limbeck/revision.h"
#include "migrations/sql/dialect.h"
#include "runtime/connection/open.h"
#include "runtime/migrator/transient_retry.h"
#include "tests/unit/runtime/support/shop.h"

namespace limbeck::test::transient_retry_test {
namespace {

using namespace std::chrono_literals;
using SteadyClock = std::chrono::steady_clock;
using Milliseconds = std::chrono::milliseconds;

class TransientRetryTest : public testing::Test {
 protected:
  TransientRetryTest() { step_.entry = &manifest_.entries[0]; }

  migrator::Session session(Milliseconds lock_wait) {
    migrator::Session session{*driver_, ledger_, {}, "", "", lock_wait};
    session.wait_policy.on_wait = [this](const std::string& for_whom) {
      told_.push_back(for_whom);
    };
    return session;
  }

  std::unique_ptr<connection::Driver> driver_ = connection::open("sqlite::memory:");
  ledger::Ledger ledger_{*driver_, *sql::find_dialect("sqlite"),
                         ledger::Names{"limbeck_version", "", "limbeck_history"}};
  History history_ = shop();
  Manifest manifest_ = history_.manifest();
  migrator::PreparedStep step_;
  std::vector<std::string> told_;
};

TEST_F(TransientRetryTest, pauses_grow_from_a_tenth_of_a_second_and_end_with_the_wait) {
  // A machine with much else to do wakes a process late, so the upper bounds hold in one of the
  // runs.
  bool is_soon_enough = false;
  for (int run = 0; run < 10 && !is_soon_enough; ++run) {
    told_.clear();
    const migrator::Session session = this->session(2500ms);
    migrator::TransientRetry retry(session, step_);
    const auto start = SteadyClock::now();
    Milliseconds longest = 100ms;
    int tries = 0;
    is_soon_enough = true;
    for (auto before = start; retry.pause(); before = SteadyClock::now()) {
      const auto length = SteadyClock::now() - before;
      EXPECT_GE(length, longest / 2);
      is_soon_enough = is_soon_enough && length < longest + 250ms;
      longest = std::min<Milliseconds>(longest * 2, 2s);
      ++tries;
    }
    EXPECT_LE(tries, 6);
    is_soon_enough = is_soon_enough && tries >= 4 && SteadyClock::now() - start < 2500ms + 250ms;
    EXPECT_EQ(told_.size(), 1U) << "what does not change is told once";
  }
  EXPECT_TRUE(is_soon_enough);
}

TEST_F(TransientRetryTest, there_is_no_pause_without_time_for_another_try) {
  for (const Milliseconds wait : {0ms, 49ms}) {
    const migrator::Session session = this->session(wait);
    const auto start = SteadyClock::now();
    EXPECT_FALSE(migrator::TransientRetry(session, step_).pause());
    EXPECT_LT(SteadyClock::now() - start, 40ms + 1s);
  }
}

TEST_F(TransientRetryTest, two_who_gave_way_to_each_other_do_not_come_back_together) {
  const migrator::Session session = this->session(10s);
  std::set<long> lengths;
  for (int i = 0; i < 8; ++i) {
    const auto start = SteadyClock::now();
    EXPECT_TRUE(migrator::TransientRetry(session, step_).pause());
    lengths.insert(std::chrono::duration_cast<Milliseconds>(SteadyClock::now() - start).count());
  }
  EXPECT_GE(lengths.size(), 3U);
}

TEST_F(TransientRetryTest, a_process_that_waits_for_ever_waits_as_long_between_tries_as_others) {
  const migrator::Session session = this->session(Milliseconds::max());
  const auto start = SteadyClock::now();
  EXPECT_TRUE(migrator::TransientRetry(session, step_).pause());
  EXPECT_LT(SteadyClock::now() - start, 2s);
}

}  // namespace
}  // namespace limbeck::test::transient_retry_test
