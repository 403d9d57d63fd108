#include "runtime/connection/sqlite/busy_wait.h"

#include "runtime/connection/pause.h"

namespace limbeck::connection {

using Clock = Patience::Clock;

BusyWait::BusyWait(sqlite3* database, const Patience& patience)
    : database_(database), patience_(patience), length_(patience.deadline - Clock::now()) {
  sqlite3_busy_handler(database_, again, this);
}

BusyWait::~BusyWait() { sqlite3_busy_handler(database_, nullptr, nullptr); }

int BusyWait::again(void* self, int tries) noexcept {
  try {
    auto& wait = *static_cast<BusyWait*>(self);
    const auto now = Clock::now();
    if (tries == 0) {
      const bool for_ever = wait.length_ > Clock::time_point::max() - now;
      wait.patience_.deadline = for_ever ? Clock::time_point::max() : now + wait.length_;
      if (wait.patience_.on_wait) wait.patience_.on_wait({});
    }
    return pause(wait.patience_, tries) ? 1 : 0;
  } catch (...) {  // asked to stop
    return 0;
  }
}

}  // namespace limbeck::connection
