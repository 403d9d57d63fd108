#include "runtime/connection/sqlite/busy_wait.h"

#include "runtime/connection/pause.h"

namespace limbeck::connection {

BusyWait::BusyWait(sqlite3* database, const Patience& patience)
    : database_(database),
      patience_(patience),
      length_(std::chrono::ceil<std::chrono::milliseconds>(patience.deadline -
                                                           Patience::Clock::now())) {
  sqlite3_busy_handler(database_, again, this);
}

BusyWait::~BusyWait() { sqlite3_busy_handler(database_, nullptr, nullptr); }

int BusyWait::again(void* self, int tries) noexcept {
  try {
    auto& wait = *static_cast<BusyWait*>(self);
    if (tries == 0) {
      wait.patience_.deadline = Patience::in(wait.length_);
      if (wait.patience_.on_wait) wait.patience_.on_wait({});
    }
    return pause(wait.patience_, tries) ? 1 : 0;
  } catch (...) {  // asked to stop
    return 0;
  }
}

}  // namespace limbeck::connection
