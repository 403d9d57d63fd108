#include "runtime/connection/postgresql/advisory_lock.h"

#include <optional>

#include "limbeck/error.h"
#include "migrations/sql/postgresql/own_names.h"
#include "migrations/text/concat.h"
#include "runtime/connection/pause.h"
#include "runtime/connection/postgresql/failure.h"
#include "runtime/connection/postgresql/lock_key.h"
#include "runtime/connection/postgresql/table_check.h"
#include "runtime/connection/postgresql/values.h"

namespace limbeck::connection {
namespace {

/// A condition: a row of pg_locks is of the lock.
std::string is_of_lock() {
  return concat({"l.locktype = 'advisory' AND l.classid = ", lock_class,
                 " AND l.objid = ", lock_object,
                 " AND l.objsubid = 2 AND l.granted AND l.database ="
                 " (SELECT oid FROM pg_database WHERE datname = current_database())"});
}

std::string call(const char* function) { return concat({function, "(", lock_key, ")"}); }

/// In a message of its own.
pqxx::result ask(Session& session, std::string_view sql) {
  return session.exec(concat({sql::postgresql::look_in_catalog_at_once, sql}));
}

class SessionGuard final : public MigrationGuard {
 public:
  SessionGuard(std::shared_ptr<Session> session, std::string place, const LeaseTerms& lease)
      : session_(std::move(session)), place_(std::move(place)), lease_(lease) {}
  ~SessionGuard() override {
    if (!taken_) return;
    try {
      release();
    } catch (...) {  // NOLINT(bugprone-empty-catch): a lost connection has no locks
    }
  }

  /// Empty if it is this process's now; who has it otherwise.
  std::optional<std::string> take() {
    const pqxx::result tried =
        ask(*session_, concat({"SELECT ", call("pg_try_advisory_lock"), ", to_regclass(",
                               lease_.table_literal, ") IS NOT NULL"}));
    if (!is_true(tried, 0)) return lock_holder(*session_, false);
    taken_ = true;
    if (!is_true(tried, 1)) return std::nullopt;
    // A lease that has run out has no owner, and without its row the former owner can write no
    // more.
    const std::string tables[] = {lease_.table};
    const std::string keep = before_writing(tables, {});
    ask(*session_, concat({keep, "DELETE FROM ", lease_.table, " AS l WHERE NOT ", lease_holds}));
    std::optional<std::string> owner = lease_owner(*session_, lease_.table, place_, keep);
    if (owner) release();
    return owner;
  }

  std::string holder_now() { return lock_holder(*session_, true); }

  std::string check() const override {
    // A transaction of the session that has the lock gets it too, and no other session's does.
    return concat(
        {"SELECT pg_backend_pid() WHERE pg_backend_pid() = ", std::to_string(session_->backend()),
         " AND ", call("pg_try_advisory_xact_lock")});
  }

  void check_failed(int) override {
    std::string holder;
    bool other = false;
    translated({}, place_, [&] {
      holder = lock_holder(*session_, true);
      other = !is_true(
          ask(*session_, "SELECT pg_backend_pid() = " + std::to_string(session_->backend())), 0);
    });
    if (other) {
      throw Error(
          Error::Code::connection,
          concat({"the connection to the database '", place_,
                  "' is now to another of the server's sessions, so something between them "
                  "shares sessions out without saying so; give the migration a direct one"}));
    }
    throw Error(Error::Code::locked,
                concat({"this process has lost the lock of the database '", place_, "'",
                        holder.empty() ? "" : ", which is held by " + holder}))
        .worth_retrying();
  }

  void take_again() override {
    // The session may then hold the lock more often than it was released; both end with the
    // session.
    translated({}, place_, [&] { ask(*session_, "SELECT " + call("pg_try_advisory_lock")); });
  }

 private:
  void release() {
    taken_ = false;
    // However often it was taken again.
    const std::string once =
        concat({"SELECT ", call("pg_advisory_unlock"),
                " FROM pg_locks AS l WHERE l.pid = pg_backend_pid() AND ", is_of_lock()});
    while (!ask(*session_, once).empty()) {
    }
  }

  std::shared_ptr<Session> session_;
  std::string place_;
  LeaseTerms lease_;
  bool taken_ = false;
};

}  // namespace

std::string lock_holder(Session& session, bool now) {
  const std::string state =
      now ? " || coalesce(', ' || a.state || ' since ' ||"
            " to_char(a.state_change AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'), '')"
          : "";
  const pqxx::result found =
      ask(session,
          concat({"SELECT 'process ' || a.pid || ' of the server (' || concat_ws(', ', a.usename,"
                  " coalesce(host(a.client_addr), 'local'), nullif(a.application_name, '')) ||"
                  " '), connected since ' || to_char(a.backend_start AT TIME ZONE 'UTC',"
                  " 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')",
                  state, " FROM pg_locks AS l JOIN pg_stat_activity AS a ON a.pid = l.pid WHERE ",
                  is_of_lock()}));
  return found.empty() ? std::string() : found.at(0).at(0).c_str();
}

std::optional<std::string> lease_owner(Session& session, const std::string& table,
                                       const std::string& place, std::string_view before) {
  const pqxx::result found =
      ask(session, concat({before, "SELECT owner, ", lease_is_absurd, ", heartbeat, expires FROM ",
                           table, " AS l WHERE ", lease_is_absurd, " OR ", lease_holds}));
  if (found.empty()) return std::nullopt;
  std::string owner = found.at(0).at(0).c_str();
  if (!is_true(found, 1)) return owner;
  throw Error(
      Error::Code::history,
      concat({"the lease of the database '", place, "', the row of ", table, " whose owner is '",
              owner, "', has times that limbeck does not write (heartbeat ",
              found.at(0).at(2).c_str(), ", expires ", found.at(0).at(3).c_str(),
              "), so it is not known when it runs out; where no process migrates, DELETE FROM ",
              table}));
}

Error locked_by(const std::string& holder) {
  Error error(Error::Code::locked,
              "another process is migrating the database" + (holder.empty() ? "" : ": " + holder));
  return error.worth_retrying();
}

std::shared_ptr<MigrationGuard> advisory_lock(std::shared_ptr<Session> session,
                                              const std::string& place, const LeaseTerms& lease,
                                              const WaitPolicy& wait_policy) {
  auto guard = std::make_shared<SessionGuard>(std::move(session), place, lease);
  std::string waiting_for;
  for (int tries = 0;; ++tries) {
    std::optional<std::string> other;
    translated(call("SELECT pg_try_advisory_lock"), place, [&] { other = guard->take(); });
    if (!other) return guard;
    if (tries == 0 || *other != waiting_for) {
      waiting_for = *other;
      if (wait_policy.on_wait) wait_policy.on_wait(waiting_for);
    }
    if (pause(wait_policy, tries, for_a_migration)) continue;
    translated({}, place, [&] {
      if (const std::string now = guard->holder_now(); !now.empty()) waiting_for = now;
    });
    throw locked_by(waiting_for);
  }
}

}  // namespace limbeck::connection
