// Tries a revision again that failed because of other sessions (design §6).
#pragma once

#include <chrono>
#include <string>

#include "runtime/migrator/run_step.h"

namespace limbeck::migrator {

/// The pauses between the tries of one revision. They become longer, differ between processes, and
/// end when the session's `lock_wait` is over.
class TransientRetry {
 public:
  TransientRetry(const Session& session, const PreparedStep& step)
      : session_(session), step_(step) {}

  /// Sleeps. Returns false when no time is left for another try. Throws Error::Code::interrupted.
  bool pause();

  /// Watches which sessions the next tries wait for.
  void watch();
  bool watched() const { return watched_; }
  /// Returns lines for the error: the sessions that blocked the revision, as far as they were seen,
  /// and why it took longer than `lock_wait` to give up, where it did.
  std::string account() const;

 private:
  using Clock = std::chrono::steady_clock;

  std::string blockers() const { return watch_ ? watch_->blockers() : std::string(); }

  const Session& session_;
  const PreparedStep& step_;
  const Clock::time_point begun_ = Clock::now();
  int tries_ = 0;
  bool watched_ = false;
  std::unique_ptr<connection::BlockerWatch> watch_;
  std::string reported_;  ///< the last text for `on_wait`
  Clock::time_point deadline_ = {};
};

}  // namespace limbeck::migrator
