#include "runtime/deployer/stop_on_signal.h"

#include <pthread.h>

#include <ctime>

namespace limbeck::deployer {
namespace {

sigset_t stopping_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  return signals;
}

}  // namespace

// A thread waits for the signals, because a signal handler may call few functions and none of
// those that ask the engine to stop.
StopOnSignal::StopOnSignal(std::function<void()> on_stop) {
  const sigset_t signals = stopping_signals();
  pthread_sigmask(SIG_BLOCK, &signals, &before_);
  listener_ = std::jthread(
      [signals, source = stop_, on_stop = std::move(on_stop)](const std::stop_token& done) mutable {
        const timespec moment{.tv_sec = 0, .tv_nsec = 50'000'000};
        while (!done.stop_requested()) {
          if (sigtimedwait(&signals, nullptr, &moment) < 0) continue;
          source.request_stop();
          on_stop();
          // The next signal is delivered to this thread and has its default effect.
          pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
          while (!done.stop_requested()) nanosleep(&moment, nullptr);
        }
      });
}

StopOnSignal::~StopOnSignal() {
  listener_.request_stop();
  listener_.join();
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

}  // namespace limbeck::deployer
