// What went wrong in a revision, said with the operation, its place, its SQL and the database's own
// words.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "limbeck/error.h"
#include "runtime/connection/driver.h"
#include "runtime/ledger/ledger.h"
#include "runtime/migrator/prepare.h"

namespace limbeck::migrator {

/// The operation that statement `index` of the script comes from: inside an autocommit block, for
/// `run`, the one in the block. Null if there is none.
const operations::Operation* operation_of(const PreparedStep& step, std::size_t index);

/// The function of the `run` operation that statement `index` of the script stands for.
DataMigration data_migration(const PreparedStep& step, std::size_t index);

/// Rethrows the exception in hand as limbeck::Error with that one nested. `done` is how much of the
/// script stays done because it stands before statements outside a transaction. `ended`: the
/// revision's SQL had ended its transaction, so that not even that is known.
[[noreturn]] void throw_step_error(const PreparedStep& step, std::size_t index,
                                   std::optional<std::size_t> done, bool ended = false);
/// Statement `index`, or one of them, began, committed or rolled back a transaction by itself.
[[noreturn]] void throw_transaction_error(const PreparedStep& step,
                                          std::optional<std::size_t> index);
/// What failed is none of the revision's statements: the connection, or the ledger.
[[noreturn]] void throw_unnamed_error(connection::Driver& driver, const PreparedStep& step,
                                      const Error& cause);
/// The same for what gave way to other sessions; `account` is TransientRetry's.
[[noreturn]] void throw_blocked_error(const PreparedStep& step, const Error& cause,
                                      const std::string& account);
/// The version table does not hold what was just written to it.
[[noreturn]] void throw_rows_not_kept(const std::string& place, const ledger::Ledger& ledger,
                                      const std::vector<std::string>& written,
                                      const std::vector<std::string>& kept);
[[noreturn]] void throw_commit_error(const PreparedStep& step, const Error& cause);
[[noreturn]] void throw_foreign_key_error(const PreparedStep& step,
                                          const std::vector<connection::ForeignKeyViolation>& rows);

}  // namespace limbeck::migrator
