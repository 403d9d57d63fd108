// Trying a revision again that gave way to other sessions (design §6).
#pragma once

#include <chrono>
#include <string>

#include "runtime/migrator/run_step.h"

namespace limbeck::migrator {

/// The pauses between the tries of one revision: longer each time, never the same in two processes,
/// and over when the session's `lock_wait` is.
class GivingWay {
 public:
  GivingWay(const Session& session, const PreparedStep& step) : session_(session), step_(step) {}

  /// Sleeps. False when there is no time for another try. Throws Error::Code::interrupted.
  bool pause();

 private:
  using Clock = std::chrono::steady_clock;

  const Session& session_;
  const PreparedStep& step_;
  int tries_ = 0;
  Clock::time_point deadline_ = {};
};

}  // namespace limbeck::migrator
