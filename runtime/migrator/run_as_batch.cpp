#include "runtime/migrator/run_as_batch.h"

#include <algorithm>
#include <string_view>

#include "limbeck/error.h"
#include "migrations/text/concat.h"
#include "runtime/connection/process.h"
#include "runtime/migrator/entry.h"
#include "runtime/migrator/step_error.h"

namespace limbeck::migrator {
namespace {

bool is_plain(const sql::Statement& statement) {
  return statement.kind == sql::Statement::Kind::sql && statement.transactional;
}

std::vector<connection::OwnStatement> records_of(const Session& session, const PreparedStep& step) {
  const ledger::Entry entry = entry_of(step, session, connection::utc_now());
  const ledger::Statements& ledger = session.ledger.statements();
  std::vector<connection::OwnStatement> records = ledger.moves(step.step.removes, step.step.adds);
  records.push_back(
      ledger.recording(entry, {{"duration", session.driver.seconds_since_begin()}}));
  return records;
}

}  // namespace

bool run_as_batch(const Session& session, const PreparedStep& step, bool more_follow,
               Reached& reached) {
  const std::vector<sql::Statement>& statements = step.script.statements;
  if (!session.driver.supports_batches() || !session.ledger.is_complete() || reached.done ||
      step.script.foreign_keys_off || !std::ranges::all_of(statements, is_plain)) {
    return false;
  }
  std::vector<std::string> after = history::rows_after(reached.rows, step.step);
  // The server may still run a revision that a killed process has sent. The transaction waits for it
  // at the version table's rows, and then sees what it did. At the end the rows are compared again,
  // because a trigger or rule could have undone the change.
  connection::Batch batch{.version_table = session.ledger.statements().version_table(),
                          .history_table = session.ledger.statements().history_table(),
                          .before = reached.rows,
                          .after = after,
                          .statements = {},
                          .records = records_of(session, step),
                          .more_follow = more_follow};
  for (const sql::Statement& statement : statements) batch.statements.push_back(statement.text);
  const auto kept = session.driver.keep_settings();
  try {
    if (!session.driver.execute_batch(batch)) return false;
  } catch (const Error& error) {
    if (error.code() == Error::Code::connection || session.driver.is_transient(error)) throw;
    // Running it again, to learn which statement it was, would only meet what is there already.
    if (session.driver.ended_transaction()) throw_transaction_error(step, std::nullopt);
    return false;
  }
  reached.rows = std::move(after);
  return true;
}

}  // namespace limbeck::migrator
