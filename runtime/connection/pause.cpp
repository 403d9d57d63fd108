#include "runtime/connection/pause.h"

#include <algorithm>
#include <thread>

#include "limbeck/error.h"

namespace limbeck::connection {

using namespace std::chrono_literals;

using Clock = WaitPolicy::Clock;

bool sleep_until(Clock::time_point end, const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    const Clock::time_point now = Clock::now();
    if (now >= end) return true;
    std::this_thread::sleep_for(std::min<Clock::duration>(50ms, end - now));
  }
  return false;
}

std::chrono::milliseconds pause_length(int tries, std::chrono::milliseconds longest,
                                       std::uint64_t chance) {
  const auto plain = std::min(std::min(tries, 1000) * 5ms + 5ms, longest);
  return plain + plain * static_cast<int>(chance % 16) / 64;
}

bool pause(const WaitPolicy& wait_policy, int tries, std::chrono::milliseconds longest) {
  const Clock::time_point now = Clock::now();
  // So that those who wait do not come all at once. The process's number says little: in containers
  // it is the same.
  const auto chance = static_cast<std::uint64_t>(now.time_since_epoch() / 1us);
  const auto length = pause_length(tries, longest, chance);
  if (!sleep_until(std::min(now + length, wait_policy.deadline), wait_policy.stop))
    throw Error(Error::Code::interrupted, "asked to stop while waiting for another process");
  return now < wait_policy.deadline;
}

}  // namespace limbeck::connection
