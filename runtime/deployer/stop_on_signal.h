#pragma once

#include <csignal>
#include <functional>
#include <stop_token>
#include <thread>

namespace limbeck::deployer {

/// While it lives, the first SIGTERM or SIGINT asks to stop at the next revision boundary and calls
/// `on_stop`; the second ends the process as usual, and the database rolls back what was under way.
class StopOnSignal {
 public:
  explicit StopOnSignal(std::function<void()> on_stop);
  ~StopOnSignal();
  StopOnSignal(const StopOnSignal&) = delete;
  StopOnSignal& operator=(const StopOnSignal&) = delete;

  std::stop_token token() const { return stop_.get_token(); }

 private:
  std::stop_source stop_;
  sigset_t before_;
  std::jthread listener_;
};

}  // namespace limbeck::deployer
