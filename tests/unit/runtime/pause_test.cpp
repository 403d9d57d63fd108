#include "runtime/connection/pause.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <set>
#include <thread>

#include "limbeck/error.h"
#include "tests/unit/runtime/support/errors.h"

namespace limbeck::connection::pause_test {
namespace {

using namespace std::chrono_literals;
using Clock = WaitPolicy::Clock;

constexpr int many = 100000;

TEST(Pause, ends_by_the_deadline_however_often_was_tried) {
  WaitPolicy wait_policy;
  wait_policy.deadline = Clock::now() + 20ms;
  EXPECT_TRUE(pause(wait_policy, many, std::chrono::hours(1)));
  EXPECT_GE(Clock::now(), wait_policy.deadline);
  EXPECT_FALSE(pause(wait_policy, many, std::chrono::hours(1)));
}

TEST(Pause, differs_by_chance_and_not_by_the_process) {
  std::set<std::chrono::milliseconds> lengths;
  for (std::uint64_t chance = 0; chance < 1000; ++chance) {
    lengths.insert(pause_length(many, for_a_migration, chance));
  }
  EXPECT_EQ(lengths.size(), 16U);
  EXPECT_EQ(*lengths.begin(), for_a_migration);
  EXPECT_LT(*lengths.rbegin(), for_a_migration * 5 / 4);
}

TEST(Pause, grows_with_each_try_up_to_the_longest) {
  const auto length = [](int tries, std::chrono::milliseconds longest) {
    // The shortest of some: others use the processor.
    Clock::duration shortest = Clock::duration::max();
    for (int i = 0; i < 3; ++i) {
      const auto start = Clock::now();
      EXPECT_TRUE(pause({}, tries, longest));
      shortest = std::min(shortest, Clock::now() - start);
    }
    return shortest;
  };
  EXPECT_GE(length(0, for_a_migration), 5ms);
  EXPECT_GE(length(19, 50ms), 50ms);
  EXPECT_GE(length(39, for_a_migration), 200ms);
  EXPECT_GE(length(many, 30ms), 30ms);
  EXPECT_LT(length(many, 30ms), 10s);
}

TEST(Pause, is_ended_by_a_stop_long_before_its_time) {
  std::stop_source source;
  const WaitPolicy wait_policy{.stop = source.get_token()};
  std::jthread stopper([&] {
    std::this_thread::sleep_for(20ms);
    source.request_stop();
  });
  const Error error = test::error_of([&] { pause(wait_policy, many, std::chrono::hours(1)); });
  EXPECT_EQ(error.code(), Error::Code::interrupted);
}

}  // namespace
}  // namespace limbeck::connection::pause_test
