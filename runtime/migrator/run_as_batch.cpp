#include "runtime/migrator/run_step.h"

#include "limbeck/error.h"
#include "runtime/connection/process.h"
#include "runtime/migrator/entry.h"
#include "runtime/migrator/revision_plan.h"
#include "runtime/migrator/step_error.h"

namespace limbeck::migrator {
namespace {

/// Adds the statements and the ledger's writes of `plan` to `batch`. False where the plan has more
/// than one transaction, or a statement needs this program.
bool add_parts(const Session& session, const PreparedStep& step, const RevisionPlan& plan,
               connection::Batch& batch) {
  const ledger::Statements& ledger = session.ledger.statements();
  for (const PlanPart& part : plan) {
    switch (part.kind) {
      case PlanPart::Kind::statement: {
        const sql::Statement& statement = step.script.statements[part.index];
        if (statement.kind != sql::Statement::Kind::sql) return false;
        batch.statements.push_back(statement.text);
        break;
      }
      case PlanPart::Kind::move:
        batch.records = ledger.moves(step.step.removes, step.step.adds);
        break;
      case PlanPart::Kind::record: {
        ledger::Expressions expressions;
        expressions.emplace("duration", session.driver.seconds_since_begin());
        batch.records.push_back(
            ledger.recording(entry_of(step, session, connection::utc_now()), expressions));
        break;
      }
      case PlanPart::Kind::begin:
      case PlanPart::Kind::end_statements:
      case PlanPart::Kind::commit:
        break;
      case PlanPart::Kind::begin_half_applied:
      case PlanPart::Kind::record_half_applied:
      case PlanPart::Kind::set_progress:
      case PlanPart::Kind::finish:
        return false;
    }
  }
  return true;
}

}  // namespace

bool run_as_batch(const Session& session, const PreparedStep& step, bool more_follow,
                  AppliedState& state) {
  if (!session.driver.supports_batches() || !session.ledger.is_complete() ||
      step.script.foreign_keys_off) {
    return false;
  }
  // The server may still run a revision that a killed process has sent. The transaction waits for
  // it at the version table's rows, and then sees what it did. At the end the rows are compared
  // again, because a trigger or rule could have undone the change.
  connection::Batch batch{.version_table = session.ledger.statements().version_table(),
                          .history_table = session.ledger.statements().history_table(),
                          .before = state.rows,
                          .after = history::rows_after(state.rows, step.step),
                          .statements = {},
                          .records = {},
                          .more_follow = more_follow};
  if (!add_parts(session, step, revision_plan(step, state.done), batch)) return false;
  const auto kept = session.driver.keep_settings();
  try {
    if (!session.driver.execute_batch(batch)) return false;
  } catch (const Error& error) {
    if (error.code() == Error::Code::connection || session.driver.is_transient(error)) throw;
    // What the statements before have done is committed, so that running them again would only show
    // that their objects are there already.
    if (session.driver.ended_transaction()) throw_transaction_error(step, std::nullopt);
    return false;
  }
  state.rows = std::move(batch.after);
  return true;
}

}  // namespace limbeck::migrator
