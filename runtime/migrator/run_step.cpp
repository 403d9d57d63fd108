#include "runtime/migrator/run_step.h"

#include <chrono>
#include <map>

#include "limbeck/error.h"
#include "migrations/text/concat.h"
#include "runtime/connection/process.h"
#include "runtime/migrator/entry.h"
#include "runtime/migrator/messages.h"
#include "runtime/migrator/revision_plan.h"
#include "runtime/migrator/step_error.h"
#include "runtime/migrator/transient_retry.h"

namespace limbeck::migrator {
namespace {

using Clock = std::chrono::steady_clock;
using Violations = std::vector<connection::ForeignKeyViolation>;

struct BrokenForeignKeys {
  Violations rows;
};

/// Returns the violations of `after` that were not in `before`. They are compared by table and
/// parent, because a rebuild may give the rows new rowids.
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

/// Executes the plan of one revision.
class StepRun {
 public:
  StepRun(const Session& session, const PreparedStep& step, AppliedState& state,
          const Violations& tolerated)
      : session_(session),
        step_(step),
        state_(state),
        tolerated_(tolerated),
        rows_(state.rows),
        progress_(state.done) {}

  void run() {
    auto kept = session_.driver.keep_settings();
    if (step_.script.foreign_keys_off) session_.driver.stop_foreign_keys();
    const RevisionPlan plan = revision_plan(step_, state_.done);
    try {
      for (const PlanPart& part : plan) {
        if (part.is_begin() && &part != &plan.front()) stop_if_asked(part.index);
        run_part(part);
      }
    } catch (...) {
      session_.driver.rollback();
      throw;
    }
  }

 private:
  const std::vector<sql::Statement>& statements() const { return step_.script.statements; }
  std::string id() const { return std::string(step_.entry->id); }

  void run_part(const PlanPart& part) {
    switch (part.kind) {
      case PlanPart::Kind::begin:
      case PlanPart::Kind::begin_half_applied:
        return begin(part.kind == PlanPart::Kind::begin_half_applied);
      case PlanPart::Kind::statement:
        return run_statement(part.index);
      case PlanPart::Kind::end_statements:
        return end_statements(part.index);
      case PlanPart::Kind::move:
        session_.driver.reset_role();
        session_.ledger.move(step_.step.removes, step_.step.adds);
        rows_ = history::rows_after(std::move(rows_), step_.step);
        return;
      case PlanPart::Kind::record_half_applied:
      case PlanPart::Kind::set_progress:
        return record_progress(part);
      case PlanPart::Kind::record:
      case PlanPart::Kind::finish:
        return record_whole(part.kind == PlanPart::Kind::finish);
      case PlanPart::Kind::commit:
        return commit();
    }
  }

  void end_statements(std::size_t next) {
    if (next < statements().size()) check_runs_outside(next);
    require_transaction();
    if (next == statements().size()) session_.driver.restore_settings();
  }

  /// Throws where a statement of the revision has ended its transaction: nothing may be recorded
  /// then.
  void require_transaction() const {
    try {
      session_.driver.require_transaction();
    } catch (const Error& error) {
      if (error.code() != Error::Code::statement) throw;
      throw_transaction_error(step_, std::nullopt);
    }
  }

  void check_runs_outside(std::size_t next) const {
    try {
      session_.driver.check_runs_outside();
    } catch (const Error&) {
      throw_step_error(step_, next, state_.done);
    }
  }

  /// Between two transactions, where limbeck_history says how far the revision is.
  void stop_if_asked(std::size_t next) const {
    if (!progress_ || *progress_ != next) return;
    if (next == statements().size() || !session_.wait_policy.stop.stop_requested()) return;
    throw Error(Error::Code::interrupted,
                concat({"asked to stop; stopped in the ", entry_of(step_).direction,
                        " of revision ", revision_name(*step_.entry), " with ",
                        std::to_string(next), " of its ", std::to_string(statements().size()),
                        " statements done; the next run goes on from there"}))
        .at_revision(id());
  }

  void begin(bool half_applied) {
    session_.driver.begin(session_.from_now());
    session_.ledger.create_missing();
    // No other process goes on with a half-applied revision while this one has the lock. Its rest
    // runs with the settings that its first part has left, perhaps under a role that cannot read
    // the ledger.
    if (half_applied && session_.driver.supports_batches()) return;
    const ledger::Heads found = session_.ledger.heads_to_change();
    // No revision begins on the half-applied revision of another process.
    if (found.rows != rows_ || (found.half_applied && !half_applied)) throw ConcurrentChange{};
  }

  void run_statement(std::size_t index) {
    const sql::Statement& statement = statements()[index];
    connection::Driver& driver = session_.driver;
    if (session_.on_statement) session_.on_statement(step_, index);
    try {
      switch (statement.kind) {
        case sql::Statement::Kind::sql:
          run_sql(statement);
          break;
        case sql::Statement::Kind::run: {
          const auto guard = statement.transactional ? nullptr : driver.guard_statement();
          data_migration(step_, index)(driver);
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
      throw_step_error(step_, index, state_.done, ended);
    }
    if (driver.in_transaction() != statement.transactional) {
      throw_transaction_error(step_, index);
    }
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

  ledger::Entry entry() const { return entry_of(step_, session_, started_); }

  void record_progress(const PlanPart& part) {
    session_.driver.reset_role();
    const auto progress = static_cast<std::int64_t>(part.index);
    if (part.kind == PlanPart::Kind::set_progress) {
      session_.ledger.set_progress(id(), progress);
    } else {
      ledger::Entry half = entry();
      half.progress = progress;
      session_.ledger.record(half);
    }
    progress_ = part.index;
  }

  void record_whole(bool is_recorded) {
    const double seconds = std::chrono::duration<double>(Clock::now() - clock_).count();
    if (is_recorded) {
      session_.ledger.finish(id(), seconds);
    } else {
      ledger::Entry whole = entry();
      whole.duration = seconds;
      session_.ledger.record(whole);
    }
    // A trigger, a rule or a view of the user's may have undone the move.
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
      state_.rows = rows_;
      if (progress_) state_.done = progress_;
    } catch (const Error& error) {
      if (error.code() != Error::Code::statement) throw;
      // Deferred foreign keys are checked when the transaction ends.
      Violations broken = driver.broken_foreign_keys();
      if (broken.empty()) throw_commit_error(step_, error);
      throw_foreign_key_error(step_, broken);
    }
  }

  const Session& session_;
  const PreparedStep& step_;
  AppliedState& state_;
  const Violations& tolerated_;
  std::vector<std::string> rows_;
  std::optional<std::size_t> progress_;  ///< as limbeck_history has it
  std::string started_ = connection::utc_now();
  Clock::time_point clock_ = Clock::now();
};

void run_statements(const Session& session, const PreparedStep& step, AppliedState& state) {
  try {
    return StepRun(session, step, state, {}).run();
  } catch (const BrokenForeignKeys& broken) {
    // The revision is tried again with the violations that there were before it, which are not its
    // fault.
    Violations old = session.driver.broken_foreign_keys();
    if (old.empty()) throw_foreign_key_error(step, broken.rows);
    try {
      return StepRun(session, step, state, old).run();
    } catch (const BrokenForeignKeys& still) {
      throw_foreign_key_error(step, still.rows);
    }
  }
}

}  // namespace

void run_step(const Session& session, const PreparedStep& step, bool more_follow,
              AppliedState& state) {
  TransientRetry retry(session, step);
  bool whole = true;
  for (;;) {
    try {
      if (whole && run_as_batch(session, step, more_follow, state)) return;
      return run_statements(session, step, state);
    } catch (const Error& error) {
      const bool is_transient = session.driver.is_transient(error);
      if (is_transient && retry.pause()) continue;
      // The last try runs statement by statement, which shows the one that fails, and watches which
      // sessions block it.
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
