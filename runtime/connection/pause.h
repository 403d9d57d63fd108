// How those who wait look again.
#pragma once

#include <chrono>
#include <cstdint>

#include "runtime/connection/driver.h"

namespace limbeck::connection {

/// The longest pause of those who wait for a whole migration, which takes its time: so that many
/// replicas are no load on the one that works.
inline constexpr std::chrono::milliseconds for_a_migration{1000};

/// Sleeps until then; false where it is asked to stop, before or meanwhile.
bool sleep_until(WaitPolicy::Clock::time_point end, const std::stop_token& stop);

/// How long `pause` is: up to a quarter longer by `chance`, of which nothing but its last four bits
/// counts.
std::chrono::milliseconds pause_length(int tries, std::chrono::milliseconds longest,
                                       std::uint64_t chance);

/// Sleeps between two tries: a little more each time, up to about `longest`, never past the
/// deadline. False when the deadline of `wait_policy` has passed. Throws Error::Code::interrupted
/// when asked to stop, before or meanwhile.
bool pause(const WaitPolicy& wait_policy, int tries,
           std::chrono::milliseconds longest = std::chrono::milliseconds(100));

}  // namespace limbeck::connection
