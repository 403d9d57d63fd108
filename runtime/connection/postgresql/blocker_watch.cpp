#include "runtime/connection/postgresql/blocker_watch.h"

#include <condition_variable>
#include <mutex>
#include <thread>

#include "migrations/sql/postgresql/own_names.h"
#include "migrations/text/concat.h"
#include "runtime/connection/postgresql/session.h"

namespace limbeck::connection {
namespace {

constexpr std::chrono::milliseconds pause_between_looks(50);

/// pg_stat_activity says no more than the pid of a session that is another role's. A prepared
/// transaction has no session: it is process 0 there, and its locks are those beside the one on its
/// number, without a process (https://www.postgresql.org/docs/current/view-pg-locks.html).
std::string find_blockers(int backend) {
  const std::string pid = std::to_string(backend);
  return concat(
      {sql::postgresql::look_in_catalog_at_once, "WITH blockers AS (SELECT pg_blocking_pids(", pid,
       ") AS pids), holders AS ("
       "SELECT 'process ' || a.pid || ' of the server (' || concat_ws(', ', a.usename,"
       " coalesce(host(a.client_addr), 'local'), nullif(a.application_name, '')) || ')' ||"
       " coalesce(', ' || a.state, '') || coalesce(', its statement began ' ||"
       " to_char(a.query_start AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'), '') AS who"
       " FROM pg_stat_activity AS a, blockers WHERE a.pid = ANY (pids)"
       " UNION SELECT 'the prepared transaction ' || quote_literal(p.gid) || ' of ' || p.owner ||"
       " to_char(p.prepared AT TIME ZONE 'UTC', '\", prepared \"YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') ||"
       " ', which stays until COMMIT PREPARED or ROLLBACK PREPARED ' || quote_literal(p.gid)"
       " FROM pg_prepared_xacts AS p, blockers WHERE 0 = ANY (pids) AND EXISTS ("
       "SELECT FROM pg_locks AS own JOIN pg_locks AS has"
       " ON has.virtualtransaction = own.virtualtransaction JOIN pg_locks AS wants ON wants.pid = ",
       pid,
       " AND NOT wants.granted AND has.locktype = wants.locktype"
       " AND has.database IS NOT DISTINCT FROM wants.database"
       " AND has.relation IS NOT DISTINCT FROM wants.relation"
       " AND has.transactionid IS NOT DISTINCT FROM wants.transactionid"
       " AND has.objid IS NOT DISTINCT FROM wants.objid"
       " WHERE own.locktype = 'transactionid' AND own.transactionid = p.transaction"
       " AND own.granted AND has.granted AND has.pid IS NULL)"
       ") SELECT string_agg(who, '; ' ORDER BY who) FROM holders"});
}

class Watch final : public BlockerWatch {
 public:
  Watch(std::string conninfo, std::shared_ptr<std::atomic<int>> backend)
      : conninfo_(std::move(conninfo)),
        backend_(std::move(backend)),
        thread_([this](const std::stop_token& stop) { look(stop); }) {}

  std::string blockers() override {
    const std::lock_guard lock(mutex_);
    return seen_;
  }

 private:
  void look(const std::stop_token& stop) {
    try {
      Session session(conninfo_);
      while (!stop.stop_requested()) {
        const pqxx::result found = session.exec(find_blockers(*backend_));
        std::unique_lock lock(mutex_);
        if (!found.at(0).at(0).is_null()) seen_ = found.at(0).at(0).c_str();
        wake_.wait_for(lock, stop, pause_between_looks, [] { return false; });
      }
    } catch (...) {  // NOLINT(bugprone-empty-catch): as said above
    }
  }

  std::string conninfo_;
  std::shared_ptr<std::atomic<int>> backend_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::string seen_;
  std::jthread thread_;  ///< the last: it uses the others
};

}  // namespace

std::unique_ptr<BlockerWatch> watch_backend(const std::string& conninfo,
                                            std::shared_ptr<std::atomic<int>> backend) {
  return std::make_unique<Watch>(conninfo, std::move(backend));
}

}  // namespace limbeck::connection
