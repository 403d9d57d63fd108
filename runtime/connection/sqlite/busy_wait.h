// Waiting for other connections inside SQLite's own functions.
#pragma once

#include <sqlite3.h>
#include <chrono>
#include <string>

#include "runtime/connection/driver.h"

namespace limbeck::connection {

/// While it is there, statements of `database` that find another connection in their way wait for
/// it, each as long as `wait_policy` is at the beginning, or until they are asked to stop; they
/// fail with SQLITE_BUSY then. For connections that have no busy handler of their owner's: there is
/// none afterwards (https://sqlite.org/c3ref/busy_handler.html).
class BusyWait {
 public:
  BusyWait(sqlite3* database, const WaitPolicy& wait_policy);
  ~BusyWait();
  BusyWait(const BusyWait&) = delete;
  BusyWait& operator=(const BusyWait&) = delete;

 private:
  static int again(void* self, int tries) noexcept;

  sqlite3* database_;
  WaitPolicy wait_policy_;
  std::chrono::milliseconds length_;
};

// Who has locks on a database's file.

/// `process 4711 (shop)`, or several: other processes that keep this one from writing to the
/// database `file`, or from reading it. Empty where the system does not say (/proc/locks: Linux,
/// and processes that can be seen from here). Reads nothing of the database's files: closing one
/// would give up the locks of this process's own connections (POSIX, fcntl).
std::string file_holders(const std::string& file);

}  // namespace limbeck::connection
