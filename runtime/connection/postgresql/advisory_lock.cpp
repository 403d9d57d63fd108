#include "runtime/connection/postgresql/advisory_lock.h"

#include <unistd.h>

#include "limbeck/error.h"
#include "runtime/connection/file_lock.h"
#include "runtime/connection/postgresql/failure.h"
#include "runtime/connection/postgresql/lock_key.h"
#include "runtime/connection/postgresql/session.h"
#include "runtime/connection/process.h"

namespace limbeck::connection {
namespace {

std::string try_lock() { return "SELECT pg_try_advisory_lock(" + std::string(lock_key) + ")"; }

std::string find_holder() {
  return "SELECT 'process ' || a.pid || ' of the server (' || a.usename || ', ' ||"
         "  coalesce(host(a.client_addr), 'local') || ', ' || a.application_name || ') since ' ||"
         "  to_char(a.state_change AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')"
         " FROM pg_locks AS l JOIN pg_stat_activity AS a ON a.pid = l.pid"
         " WHERE l.locktype = 'advisory' AND l.classid = " +
         std::string(lock_class) + " AND l.objid = " + std::string(lock_object) +
         "  AND l.objsubid = 2 AND l.granted AND l.database ="
         "  (SELECT oid FROM pg_database WHERE datname = current_database())";
}

/// Its connection's end releases it, whatever that end is.
class AdvisoryLock : public Lock {
 public:
  explicit AdvisoryLock(const std::string& conninfo) : session_(conninfo) {
    // Seen by those who wait; the server keeps 63 bytes of it. A lock is idle for as long as a
    // revision runs.
    std::string name = "limbeck, process " + std::to_string(::getpid()) + " of " + user_at_host();
    const std::vector<const char*> parameters{name.c_str()};
    session_.exec(
        "SELECT set_config('application_name', left($1, 63), false),"
        " set_config('idle_session_timeout', '0', false)",
        parameters);
  }

  bool take() { return std::string(session_.exec(try_lock()).at(0).at(0).c_str()) == "t"; }

  std::string holder() {
    const pqxx::result found = session_.exec(find_holder());
    return found.empty() ? std::string() : found.at(0).at(0).c_str();
  }

 private:
  Session session_;
};

}  // namespace

std::unique_ptr<Lock> advisory_lock(const std::string& conninfo, const std::string& place,
                                    const Patience& patience) {
  std::unique_ptr<AdvisoryLock> lock;
  connected(place, [&] { lock = std::make_unique<AdvisoryLock>(conninfo); });
  std::string waiting_for;
  for (int tries = 0;; ++tries) {
    bool taken = false;
    std::string other;
    translated(try_lock(), place, [&] {
      taken = lock->take();
      if (!taken) other = lock->holder();
    });
    if (taken) return lock;
    if (tries == 0 || other != waiting_for) {
      waiting_for = other;
      if (patience.on_wait) patience.on_wait(waiting_for);
    }
    if (!pause(patience, tries)) {
      throw Error(Error::Code::locked, "another process is migrating the database" +
                                           (waiting_for.empty() ? "" : ": " + waiting_for))
          .worth_retrying();
    }
  }
}

}  // namespace limbeck::connection
