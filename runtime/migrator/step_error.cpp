#include "runtime/migrator/step_error.h"

#include <exception>
#include <string>

#include "migrations/operations/walk.h"
#include "migrations/sql_text/secrets.h"
#include "migrations/text/concat.h"
#include "migrations/text/shown.h"
#include "runtime/connection/doing.h"
#include "runtime/migrator/asked_for.h"
#include "runtime/migrator/messages.h"

namespace limbeck::migrator {
namespace {

using operations::Operation;

std::string in_revision(const PreparedStep& step, std::optional<std::size_t> done, bool ended) {
  std::string out = concat({"\n  in the ", step.is_downgrade() ? "downgrade" : "upgrade",
                            " of revision ", revision_name(*step.entry)});
  if (ended) {
    return out +
           ", whose SQL ended its transaction before: what had run by then is not rolled "
           "back, and the revision is not recorded";
  }
  if (!done) return out + ", which was rolled back";
  return concat({out, "; ", std::to_string(*done), " of its ",
                 std::to_string(step.script.statements.size()),
                 " statements are done, and the next run goes on from there"});
}

/// The data migrations in `operations`, in the order a script runs them, with the operation of
/// each.
void collect_runs(const Operation& operation, std::vector<const Operation*>& out) {
  operations::for_each_run(operation, [&](const Operation& each, bool) {
    if (std::holds_alternative<operations::Run>(each.value)) out.push_back(&each);
  });
}

/// A table that is built again is so for several operations: what failed shows which is meant.
const Operation* operation_of(const PreparedStep& step, std::size_t index, const Error& cause) {
  const std::string& sql = cause.statement();
  if (!has_scratch_name(sql) && !sql.starts_with("CREATE UNIQUE INDEX")) return nullptr;
  return operation_that_asked(step.operations, step.script.statements[index].operation,
                              cause.what());
}

std::string heading(const PreparedStep& step, std::size_t index, const Error* cause = nullptr) {
  const Operation* operation = cause == nullptr ? nullptr : operation_of(step, index, *cause);
  if (operation == nullptr) operation = operation_of(step, index);
  if (operation == nullptr) return std::string(step.entry->file) + ": ";
  return concat({place_prefix(operation->location), operations::describe(*operation), ": "});
}

/// A statement may be a whole file of rows.
std::string shown(const std::string& sql) {
  constexpr std::size_t most = 2000;
  if (sql.size() <= most) return sql;
  const std::string_view kept = beginning(sql, most);
  return concat({kept, " … (", std::to_string(sql.size() - kept.size()), " bytes more)"});
}

/// SQL that a person can look for; not limbeck's own to build a table again, under a name of the
/// moment.
std::string sql_of(const Error& cause) {
  const std::string& sql = cause.statement();
  return sql.empty() || has_scratch_name(sql) ? std::string() : "\n  SQL: " + shown(sql);
}

/// What the database adds to its message.
std::string more_of(const Error& cause) {
  std::string out;
  if (!cause.detail().empty()) out += "\n  detail: " + cause.detail();
  if (!cause.hint().empty()) out += "\n  hint: " + cause.hint();
  return out;
}

std::string next_step_of(const Error& cause) {
  return cause.next_step().empty() ? std::string() : "\n  what to do: " + cause.next_step();
}

/// The same error in other words, of the step's revision.
Error retold(const PreparedStep& step, const Error& cause, const std::string& words) {
  Error error(cause.code(), words);
  error.at_revision(std::string(step.entry->id))
      .with_statement(cause.statement())
      .with_sqlstate(cause.sqlstate())
      .with_detail(cause.detail())
      .with_hint(cause.hint())
      .with_next_step(cause.next_step())
      .at_place(cause.place())
      .worth_retrying(cause.retryable());
  return error;
}

}  // namespace

const operations::Operation* operation_of(const PreparedStep& step, std::size_t index) {
  const sql::Statement& statement = step.script.statements[index];
  if (statement.operation >= step.operations.size()) return nullptr;
  const Operation& operation = step.operations[statement.operation];
  if (statement.kind != sql::Statement::Kind::run) return &operation;
  std::vector<const Operation*> runs;
  collect_runs(operation, runs);
  std::size_t nth = 0;
  for (std::size_t i = 0; i < index; ++i) {
    const sql::Statement& earlier = step.script.statements[i];
    if (earlier.kind == statement.kind && earlier.operation == statement.operation) ++nth;
  }
  return nth < runs.size() ? runs[nth] : &operation;
}

DataMigration data_migration(const PreparedStep& step, std::size_t index) {
  const Operation* operation = operation_of(step, index);
  const auto* run =
      operation == nullptr ? nullptr : std::get_if<operations::Run>(&operation->value);
  if (run == nullptr || run->migration == nullptr) {
    throw Error(Error::Code::history, "there is no data migration to call");
  }
  return run->migration;
}

void throw_step_error(const PreparedStep& step, std::size_t index, std::optional<std::size_t> done,
                      bool ended) {
  std::string id(step.entry->id);
  std::string before = heading(step, index);
  std::string after = in_revision(step, done, ended);
  try {
    throw;
  } catch (const Error& cause) {
    std::throw_with_nested(
        retold(step, cause,
               concat({heading(step, index, &cause), without_scratch_names(cause.what()),
                       more_of(cause), after, sql_of(cause), next_step_of(cause)})));
  } catch (const std::exception& cause) {
    Error error(Error::Code::data, before + cause.what() + after);
    error.at_revision(id);
    std::throw_with_nested(error);
  } catch (...) {
    Error error(Error::Code::data,
                concat({before, "threw something that is no std::exception", after}));
    error.at_revision(id);
    std::throw_with_nested(error);
  }
}

void throw_transaction_error(const PreparedStep& step, std::optional<std::size_t> index) {
  const sql::Statement* statement = index ? &step.script.statements[*index] : nullptr;
  const bool transactional = statement == nullptr || statement->transactional;
  Error error(
      Error::Code::statement,
      concat({index ? heading(step, *index)
                    : place_prefix({std::string(step.entry->file), step.entry->line, 0, 0}) +
                          "one of its statements ",
              transactional ? "ended the transaction of its revision, so the revision is not "
                              "recorded; statements"
                              " that cannot stand in a transaction belong in op.autocommit_block"
                            : "left a transaction open in an autocommit block",
              "\n  in revision ", revision_name(*step.entry)}));
  throw error.at_revision(std::string(step.entry->id))
      .with_statement(statement == nullptr ? std::string()
                                           : sql_text::hide_secrets(statement->text));
}

void throw_unnamed_error(connection::Driver& driver, const PreparedStep& step, const Error& cause) {
  const bool lost = cause.code() == Error::Code::connection;
  const std::string purpose = concat(
      {step.is_downgrade() ? "downgrading" : "upgrading", " with revision ",
       revision_name(*step.entry),
       lost ? ", which is done whole or not at all (the next run looks, and goes on from there)"
            : ""});
  Error closer = cause;
  if (cause.place().empty()) driver.look_closer(closer);
  // What limbeck did for it may have been reported already.
  const std::string words = cause.place().empty()
                                ? connection::failure_message(driver, purpose, closer)
                                : concat({cause.what(), "\n  while ", purpose});
  throw retold(step, closer.at_place(driver.place()), words);
}

void throw_blocked_error(const PreparedStep& step, const Error& cause, const std::string& account) {
  std::throw_with_nested(retold(step, cause, cause.what() + account));
}

void throw_rows_not_kept(const std::string& place, const ledger::Ledger& ledger,
                         const std::vector<std::string>& written,
                         const std::vector<std::string>& kept) {
  throw Error(
      Error::Code::history,
      concat({"the version table ", ledger.statements().version_table(), " of '", place,
              "' was to hold ", written.empty() ? "no row" : listed(written), ", and holds ",
              kept.empty() ? "no row" : listed(kept),
              ": a trigger, a rule or a view stands between; the revision is not recorded"}));
}

void throw_commit_error(const PreparedStep& step, const Error& cause) {
  Error error(cause.code(), concat({"revision ", revision_name(*step.entry),
                                    " could not be committed and was rolled back: ", cause.what(),
                                    more_of(cause), next_step_of(cause)}));
  throw error.at_revision(std::string(step.entry->id))
      .with_sqlstate(cause.sqlstate())
      .with_detail(cause.detail())
      .with_hint(cause.hint())
      .with_next_step(cause.next_step());
}

void throw_foreign_key_error(const PreparedStep& step,
                             const std::vector<connection::ForeignKeyViolation>& rows) {
  const Operation* asked =
      rows.empty() ? nullptr : operation_that_asked(step.operations, rows.front());
  Error error(
      Error::Code::data,
      concat({asked != nullptr
                  ? concat({place_prefix(asked->location), operations::describe(*asked), ": "})
                  : place_prefix({std::string(step.entry->file), step.entry->line, 0, 0}),
              "revision ", revision_name(*step.entry), " would leave ", describe(rows),
              ", and was rolled back; correct or delete these rows before it, or in it"}));
  throw error.at_revision(std::string(step.entry->id));
}

}  // namespace limbeck::migrator
