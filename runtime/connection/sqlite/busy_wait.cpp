#include "runtime/connection/sqlite/busy_wait.h"

#include "runtime/connection/pause.h"

namespace limbeck::connection {

BusyWait::BusyWait(sqlite3* database, const WaitPolicy& wait_policy)
    : database_(database),
      wait_policy_(wait_policy),
      length_(std::chrono::ceil<std::chrono::milliseconds>(wait_policy.deadline -
                                                           WaitPolicy::Clock::now())) {
  sqlite3_busy_handler(database_, again, this);
}

BusyWait::~BusyWait() { sqlite3_busy_handler(database_, nullptr, nullptr); }

int BusyWait::again(void* self, int tries) noexcept {
  try {
    auto& wait = *static_cast<BusyWait*>(self);
    if (tries == 0) {
      wait.wait_policy_.deadline = WaitPolicy::in(wait.length_);
      if (wait.wait_policy_.on_wait) wait.wait_policy_.on_wait({});
    }
    return pause(wait.wait_policy_, tries) ? 1 : 0;
  } catch (...) {  // asked to stop
    return 0;
  }
}

}  // namespace limbeck::connection
