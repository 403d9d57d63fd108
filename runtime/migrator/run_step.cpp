#include "runtime/migrator/run_step.h"

#include <chrono>
#include <map>

#include "limbeck/error.h"
#include "migrations/text/concat.h"
#include "runtime/connection/process.h"
#include "runtime/migrator/entry.h"
#include "runtime/migrator/transient_retry.h"
#include "runtime/migrator/messages.h"
#include "runtime/migrator/run_as_batch.h"
#include "runtime/migrator/step_error.h"

namespace limbeck::migrator {
namespace {

using Clock = std::chrono::steady_clock;
using Violations = std::vector<connection::ForeignKeyViolation>;

struct BrokenForeignKeys {
  Violations rows;
};

/// Those of `after` that `before` does not account for. By table and parent: a rebuild may give
/// rows new rowids.
Violations fresh(const Violations& after, const Violations& before) {
  std::map<std::pair<std::string, std::string>, std::size_t> known;
  for (const auto& violation : before) ++known[{violation.table, violation.parent}];
  Violations out;
  for (const auto& violation : after) {
    std::size_t& left = known[{violation.table, violation.parent}];
    if (left > 0) {
      --left;
    } else {
      out.push_back(violation);
    }
  }
  return out;
}

class StepRun {
 public:
  StepRun(const Session& session, const PreparedStep& step, Reached& reached,
          const Violations& tolerated)
      : session_(session),
        step_(step),
        reached_(reached),
        tolerated_(tolerated),
        rows_(reached.rows),
        next_(reached.done.value_or(0)),
        recorded_(reached.done.has_value()),
        moved_(recorded_ && step.is_downgrade()) {}

  void run() {
    auto kept = session_.driver.keep_settings();
    if (step_.script.foreign_keys_off) session_.driver.stop_foreign_keys();
    try {
      while (run_part()) stop_if_asked();
    } catch (...) {
      session_.driver.rollback();
      throw;
    }
  }

 private:
  const std::vector<sql::Statement>& statements() const { return step_.script.statements; }

  /// One transaction, and the statement after it that must stand outside one. False when the
  /// revision is done.
  bool run_part() {
    begin();
    while (next_ < statements().size() && statements()[next_].transactional) run_statement();
    if (next_ == statements().size()) {
      require_transaction();
      finish();
      commit();
      return false;
    }
    check_runs_outside();
    require_transaction();
    // The version table says nothing of a half-applied revision, but that its downgrade has left
    // it.
    session_.driver.reset_role();
    if (step_.is_downgrade()) move();
    mark_progress();
    commit();
    run_statement();
    begin();
    mark_progress();
    commit();
    return true;
  }

  /// Before what is recorded of the revision's statements.
  void require_transaction() const {
    try {
      session_.driver.require_transaction();
    } catch (const Error& error) {
      if (error.code() != Error::Code::statement) throw;
      throw_transaction_error(step_, std::nullopt);
    }
  }

  void check_runs_outside() const {
    try {
      session_.driver.check_runs_outside();
    } catch (const Error&) {
      throw_step_error(step_, next_, reached_.done);
    }
  }

  /// Nothing is under way, and the journal says how far the revision is.
  void stop_if_asked() const {
    if (next_ == statements().size() || !session_.wait_policy.stop.stop_requested()) return;
    throw Error(Error::Code::interrupted,
                concat({"asked to stop; stopped in the ", entry_of(step_).direction,
                        " of revision ", revision_name(*step_.entry), " with ",
                        std::to_string(next_), " of its ", std::to_string(statements().size()),
                        " statements done; the next run goes on from there"}))
        .at_revision(std::string(step_.entry->id));
  }

  void begin() {
    session_.driver.begin(session_.from_now());
    session_.ledger.create_missing();
    // What is left of a half-applied revision is nobody else's, and runs with the settings that its
    // first part has left, maybe under a role that cannot read the ledger.
    if (recorded_ && session_.driver.supports_batches()) return;
    const ledger::Heads found = session_.ledger.heads_to_change();
    // Another process's half-applied revision is nothing to begin on.
    if (found.rows != rows_ || (found.half_applied && !recorded_)) throw ConcurrentChange{};
  }

  void run_statement() {
    const sql::Statement& statement = statements()[next_];
    connection::Driver& driver = session_.driver;
    if (session_.on_statement) session_.on_statement(step_, next_);
    try {
      switch (statement.kind) {
        case sql::Statement::Kind::sql:
          run_sql(statement);
          break;
        case sql::Statement::Kind::run: {
          const auto guard = statement.transactional ? nullptr : driver.guard_statement();
          data_migration(step_, next_)(driver);
          break;
        }
        case sql::Statement::Kind::save_objects:
          driver.save_objects(statement.text, statement.columns);
          break;
        case sql::Statement::Kind::restore_objects:
          driver.restore_objects(statement.text);
          break;
      }
    } catch (...) {
      const bool ended = statement.transactional && driver.ended_transaction();
      throw_step_error(step_, next_, reached_.done, ended);
    }
    if (driver.in_transaction() != statement.transactional) {
      throw_transaction_error(step_, next_);
    }
    ++next_;
  }

  void run_sql(const sql::Statement& statement) {
    connection::Driver& driver = session_.driver;
    if (!statement.before.empty()) {
      driver.begin(session_.from_now());
      driver.run(statement.before, session_.from_now());
      driver.commit(session_.from_now());
    }
    driver.run(statement.text, session_.from_now());
    if (!statement.after.empty()) driver.run(statement.after, session_.from_now());
  }

  void move() {
    if (moved_) return;
    session_.ledger.move(step_.step.removes, step_.step.adds);
    rows_ = history::rows_after(std::move(rows_), step_.step);
    moved_ = true;
  }

  ledger::Entry entry() const { return entry_of(step_, session_, started_); }

  void mark_progress() {
    session_.driver.reset_role();
    if (recorded_) {
      session_.ledger.set_progress(std::string(step_.entry->id), static_cast<std::int64_t>(next_));
      return;
    }
    ledger::Entry half = entry();
    half.progress = static_cast<std::int64_t>(next_);
    session_.ledger.record(half);
    recorded_ = true;
  }

  void finish() {
    session_.driver.restore_settings();
    move();
    double seconds = std::chrono::duration<double>(Clock::now() - clock_).count();
    if (recorded_) {
      session_.ledger.finish(std::string(step_.entry->id), seconds);
    } else {
      ledger::Entry whole = entry();
      whole.duration = seconds;
      session_.ledger.record(whole);
    }
    // A trigger, rule or view of somebody's may have undone the move.
    const std::vector<std::string> kept = session_.ledger.heads(session_.from_now()).rows;
    if (kept != rows_) throw_rows_not_kept(session_.driver.place(), session_.ledger, rows_, kept);
  }

  void commit() {
    connection::Driver& driver = session_.driver;
    if (step_.script.foreign_keys_off) {
      Violations broken = fresh(driver.broken_foreign_keys(), tolerated_);
      if (!broken.empty()) throw BrokenForeignKeys{std::move(broken)};
    }
    try {
      driver.commit(session_.from_now());
      reached_.rows = rows_;
      if (recorded_) reached_.done = next_;
    } catch (const Error& error) {
      if (error.code() != Error::Code::statement) throw;
      // Foreign keys that are checked when the transaction ends.
      Violations broken = driver.broken_foreign_keys();
      if (broken.empty()) throw_commit_error(step_, error);
      throw_foreign_key_error(step_, broken);
    }
  }

  const Session& session_;
  const PreparedStep& step_;
  Reached& reached_;
  const Violations& tolerated_;
  std::vector<std::string> rows_;
  std::size_t next_;
  bool recorded_, moved_;
  std::string started_ = connection::utc_now();
  Clock::time_point clock_ = Clock::now();
};

void run_statements(const Session& session, const PreparedStep& step, Reached& reached) {
  try {
    return StepRun(session, step, reached, {}).run();
  } catch (const BrokenForeignKeys& broken) {
    // Rows that were broken before this revision are not its fault: look what there was, and try
    // again.
    Violations old = session.driver.broken_foreign_keys();
    if (old.empty()) throw_foreign_key_error(step, broken.rows);
    try {
      return StepRun(session, step, reached, old).run();
    } catch (const BrokenForeignKeys& still) {
      throw_foreign_key_error(step, still.rows);
    }
  }
}

}  // namespace

void run_step(const Session& session, const PreparedStep& step, bool more_follow,
              Reached& reached) {
  TransientRetry retry(session, step);
  bool whole = true;
  for (;;) {
    try {
      if (whole && run_as_batch(session, step, more_follow, reached)) return;
      return run_statements(session, step, reached);
    } catch (const Error& error) {
      const bool is_transient = session.driver.is_transient(error);
      if (is_transient && retry.pause()) continue;
      // Once more in the way that says which statement it is, and with an eye on who is in its way.
      const bool unnamed = error.revision().empty() && whole;
      if (is_transient && (unnamed || !retry.watched())) {
        whole = whole && !unnamed;
        retry.watch();
        continue;
      }
      const std::string account = is_transient ? retry.account() : std::string();
      if (!account.empty()) throw_blocked_error(step, error, account);
      if (error.revision().empty()) throw_unnamed_error(session.driver, step, error);
      throw;
    }
  }
}

}  // namespace limbeck::migrator
