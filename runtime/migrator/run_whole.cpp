#include "runtime/migrator/run_whole.h"

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

std::string records_of(const Session& session, const PreparedStep& step,
                       const std::vector<std::string>& rows) {
  const ledger::Entry entry = entry_of(step, session, connection::utc_now());
  const ledger::Statements& ledger = session.ledger.statements();
  std::string sql;
  for (const std::string& move : ledger.move(step.step.removes, step.step.adds)) {
    sql += move + ";\n";
  }
  // A trigger or rule of somebody's may have undone the move.
  return concat({sql, ledger.record(entry, {{"duration", session.driver.seconds_since_begin()}}),
                 ";\n", ledger.require_rows(history::rows_after(rows, step.step), {})});
}

}  // namespace

bool run_whole(const Session& session, const PreparedStep& step, bool more_follow,
               Reached& reached) {
  const std::vector<sql::Statement>& statements = step.script.statements;
  if (!session.driver.takes_whole() || !session.ledger.is_complete() || reached.done ||
      step.script.foreign_keys_off || !std::ranges::all_of(statements, is_plain)) {
    return false;
  }
  // A revision that a killed process has sent may still run in the server: whoever has the version
  // table's rows is waited for, and what it did is then seen.
  connection::Whole whole{.guard = session.ledger.before_writing() +
                                   session.ledger.statements().require_rows(
                                       reached.rows, session.driver.keeping_rows()),
                          .statements = {},
                          .records = records_of(session, step, reached.rows),
                          .more_follow = more_follow};
  for (const sql::Statement& statement : statements) whole.statements.push_back(statement.text);
  const auto kept = session.driver.keep_settings();
  try {
    if (!session.driver.execute_whole(whole)) return false;
  } catch (const Error& error) {
    if (error.code() == Error::Code::connection || session.driver.gave_way(error)) throw;
    // Running it again, to learn which statement it was, would only meet what is there already.
    if (session.driver.ended_transaction()) throw_transaction_error(step, std::nullopt);
    return false;
  }
  reached.rows = history::rows_after(std::move(reached.rows), step.step);
  return true;
}

}  // namespace limbeck::migrator
