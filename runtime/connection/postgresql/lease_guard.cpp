#include "runtime/connection/postgresql/lease_guard.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <random>

#include "limbeck/error.h"
#include "migrations/text/concat.h"
#include "runtime/connection/pause.h"
#include "runtime/connection/postgresql/advisory_lock.h"
#include "runtime/connection/postgresql/failure.h"
#include "runtime/connection/postgresql/lock_key.h"
#include "runtime/connection/postgresql/table_check.h"
#include "runtime/connection/postgresql/values.h"
#include "runtime/connection/process.h"

namespace limbeck::connection {
namespace {

constexpr const char* columns =
    " (id smallint PRIMARY KEY, token text NOT NULL, owner text NOT NULL,"
    " taken timestamptz NOT NULL, heartbeat timestamptz NOT NULL, expires timestamptz NOT NULL)";

std::string try_lock() { return concat({"pg_try_advisory_xact_lock(", lock_key, ")"}); }

/// In hexadecimal digits: no other process's, and no earlier one of this process.
std::string new_token() {
  std::random_device random;
  std::string token;
  for (int i = 0; i < 32; ++i) token += "0123456789abcdef"[random() % 16];
  return token;
}

/// A transaction of limbeck's own, rolled back unless it was committed.
class Transaction {
 public:
  Transaction(Session& session, const std::string& settings) : session_(session) {
    session_.exec("BEGIN;\n" + settings);
  }
  ~Transaction() {
    try {
      if (open_) session_.exec("ROLLBACK");
    } catch (...) {  // NOLINT(bugprone-empty-catch): a lost connection has rolled back
    }
  }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  void commit() {
    open_ = false;
    session_.exec("COMMIT");
  }

 private:
  Session& session_;
  bool open_ = true;
};

class LeaseGuard final : public MigrationGuard {
 public:
  LeaseGuard(Pooled pooled, const LeaseTerms& lease, std::stop_token stop)
      : pooled_(std::move(pooled)),
        lease_(lease),
        stop_(std::move(stop)),
        token_(new_token()),
        owner_(describe_process()) {}

  ~LeaseGuard() override {
    if (!taken_) return;
    try {
      Transaction transaction(*pooled_.session, pooled_.settings);
      pooled_.session->exec(concat({keep_table(), "DELETE FROM ", lease_.table, is_ours()}));
      transaction.commit();
    } catch (...) {  // NOLINT(bugprone-empty-catch): it runs out
    }
  }

  /// Empty if the lease is this process's now; who keeps it otherwise.
  std::optional<std::string> take() {
    Session& session = *pooled_.session;
    Transaction transaction(session, pooled_.settings);
    // Whoever waits only reads: it must not be in the way of the transactions of who migrates.
    has_table_ =
        has_table_ || is_true(session.exec(
                          concat({"SELECT to_regclass(", lease_.table_literal, ") IS NOT NULL"})));
    if (has_table_) {
      session.exec(keep_table());
      if (std::optional<std::string> owner = lease_owner(session, lease_.table, pooled_.place))
        return owner;
    }
    // Not even when its lease has run out: while it writes, the lock is its.
    if (!is_true(session.exec("SELECT " + try_lock()))) return still_writing();
    if (!has_table_) {
      // Somebody may have been faster.
      session.exec(
          concat({"CREATE TABLE IF NOT EXISTS ", lease_.table, columns, ";\n", keep_table()}));
    }
    const std::vector<const char*> parameters{owner_.c_str()};
    const pqxx::result taken = session.exec(
        concat(
            {"INSERT INTO ", lease_.table, " AS l VALUES (1, '", token_,
             "', $1, clock_timestamp(), clock_timestamp(), ", end(),
             ") ON CONFLICT (id) DO UPDATE SET token = excluded.token, owner = excluded.owner,"
             " taken = excluded.taken, heartbeat = excluded.heartbeat, expires = excluded.expires"
             " WHERE NOT ",
             lease_holds, " RETURNING 1"}),
        parameters);
    if (taken.empty()) return owner();
    taken_ = true;  // also if the COMMIT's answer does not arrive
    const std::string tables[] = {lease_.table};
    const pqxx::result numbers = session.exec(find_numbers(tables));
    if (!numbers.empty()) numbers_ = numbers.at(0).at(0).c_str();
    transaction.commit();
    has_table_ = true;
    return std::nullopt;
  }

  std::string check() const override {
    return concat(
        {keep_table(), set_end(), is_ours(), " AND ", try_lock(), " RETURNING pg_backend_pid()"});
  }

  std::string renew() const override { return set_end() + is_ours(); }

  void check_failed(int tries) override {
    std::optional<std::string> other;
    std::string holder;
    translated({}, pooled_.place, [&] {
      Transaction transaction(*pooled_.session, pooled_.settings);
      const pqxx::result ours =
          pooled_.session->exec(concat({keep_table(), "SELECT 1 FROM ", lease_.table, is_ours()}));
      if (ours.empty()) other = owner();
      holder = lock_holder(*pooled_.session, true);
    });
    if (other) {
      taken_ = false;
      throw Error(Error::Code::locked,
                  concat({"this process has lost its lease of the database '", pooled_.place,
                          "': it did nothing for more than ",
                          std::to_string(lease_.term.count() / 1000), " s, and ",
                          other->empty() ? "it was taken over" : "it was taken over by " + *other}))
          .worth_retrying();
    }
    // One that looks whether it may migrate, or that migrates another schema of the database.
    if (tries == 0) {
      wait_policy_.deadline = WaitPolicy::Clock::now() + std::max<std::chrono::milliseconds>(
                                                             lease_.term, std::chrono::seconds(5));
      wait_policy_.stop = stop_;
    }
    if (!pause(wait_policy_, tries)) throw locked_by(holder);
  }

  void check_guards() const override {
    if (guard_session_ || pooled_.connect) return;
    throw Error(Error::Code::usage,
                "statements outside of a transaction need a second connection where a transaction "
                "pooler is between; give the migration the database's URL");
  }

  std::unique_ptr<Lock> guard() override {
    check_guards();
    if (!guard_session_) connected(pooled_.place, [&] { guard_session_ = pooled_.connect(); });
    for (int tries = 0;; ++tries) {
      auto guard = std::make_unique<Guard>(*this);
      if (guard->holds()) return guard;
      guard.reset();
      check_failed(tries);
    }
  }

 private:
  /// Keeps the lock by a transaction of its own, in which it then does nothing: it has no snapshot
  /// for which a concurrent index build would wait.
  class Guard : public Lock {
   public:
    explicit Guard(LeaseGuard& guard) : guard_(guard) {
      translated(guard_.check(), guard_.pooled_.place, [&] {
        transaction_.emplace(
            *guard_.guard_session_,
            guard_.pooled_.settings + "SET LOCAL idle_in_transaction_session_timeout = 0;\n");
        holds_ = !guard_.guard_session_->exec(guard_.check()).empty();
      });
    }
    ~Guard() override {
      try {
        if (!holds_) return;
        guard_.guard_session_->exec(guard_.renew());
        transaction_->commit();
      } catch (...) {  // NOLINT(bugprone-empty-catch): the next transaction's check will see it
      }
    }
    bool holds() const { return holds_; }

   private:
    LeaseGuard& guard_;
    std::optional<Transaction> transaction_;
    bool holds_ = false;
  };

  /// Nobody makes something else of the table until the transaction ends.
  std::string keep_table() const {
    const std::string tables[] = {lease_.table};
    return before_writing(tables, numbers_);
  }
  std::string end() const {
    return concat(
        {"clock_timestamp() + interval '", std::to_string(lease_.term.count()), " milliseconds'"});
  }
  std::string set_end() const {
    return concat(
        {"UPDATE ", lease_.table, " SET heartbeat = clock_timestamp(), expires = ", end()});
  }
  std::string is_ours() const { return concat({" WHERE token = '", token_, "'"}); }
  std::string still_writing() {
    const std::string owner = has_table_ ? this->owner() : std::string();
    std::string holder = lock_holder(*pooled_.session, false);
    if (owner.empty() || holder.empty()) return holder;
    return concat({owner, ", whose lease has run out, but not a transaction: ", holder});
  }
  std::string owner() {
    const pqxx::result found = pooled_.session->exec("SELECT owner FROM " + lease_.table);
    return found.empty() ? std::string() : found.at(0).at(0).c_str();
  }

  Pooled pooled_;
  LeaseTerms lease_;
  std::stop_token stop_;
  WaitPolicy wait_policy_ = {};  ///< of a check that failed
  std::string token_, owner_;
  std::string numbers_;  ///< of its table (table_check.h)
  std::unique_ptr<Session> guard_session_;
  bool has_table_ = false;
  bool taken_ = false;
};

}  // namespace

std::shared_ptr<MigrationGuard> take_lease(Pooled pooled, const LeaseTerms& lease,
                                           const WaitPolicy& wait_policy) {
  const std::string place = pooled.place;
  auto guard = std::make_shared<LeaseGuard>(std::move(pooled), lease, wait_policy.stop);
  std::string waiting_for;
  for (int tries = 0;; ++tries) {
    std::optional<std::string> other;
    translated({}, place, [&] { other = guard->take(); });
    if (!other) return guard;
    if (tries == 0 || *other != waiting_for) {
      waiting_for = *other;
      if (wait_policy.on_wait) wait_policy.on_wait(waiting_for);
    }
    if (!pause(wait_policy, tries, for_a_migration)) throw locked_by(waiting_for);
  }
}

}  // namespace limbeck::connection
