// What `--sql` prints: revisions and their ledger rows as a script for the database's own shell
// (sqlite3, psql), for users who may not, or will not, let a program change a database. No database
// is opened. The same manifest and options give the same bytes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "limbeck/manifest.h"
#include "migrations/history/graph.h"
#include "migrations/history/plan.h"
#include "migrations/sql/dialect.h"
#include "runtime/ledger/tables.h"

namespace limbeck::offline {

struct Options {
  /// Of the ledger's tables; empty: as the manifest says.
  ledger::Names ledger = {};
  /// Data migrations in C++ are a comment in the script instead of an error.
  bool skip_callbacks = false;
};

/// `from:to`; without a colon a script that starts at base.
///
/// Each revision is a transaction with its ledger rows, but for statements that cannot stand in
/// one, whose progress is recorded as the migrator records it. Every transaction first makes sure
/// that the database is at the revision it starts from; the shell stops at the first error.
/// Throws limbeck::Error: Error::Code::usage for a range that cannot be, Error::Code::target for
/// revisions that there are not, Error::Code::history with every data migration of the range, each
/// at its place, unless they are skipped.
std::string upgrade(const Manifest& manifest, const history::Graph& graph,
                    const sql::Dialect& dialect, std::string_view range, const Options& options);
/// The same downwards; `from:` is needed, as without a database there is nothing to go down from.
std::string downgrade(const Manifest& manifest, const history::Graph& graph,
                      const sql::Dialect& dialect, std::string_view range, const Options& options);
/// Sets the version table. Each target may be a range; all must then start from the same revision.
/// With `purge` whatever the table says is forgotten first.
std::string stamp(const Manifest& manifest, const history::Graph& graph,
                  const sql::Dialect& dialect, const std::vector<std::string>& targets, bool purge,
                  const Options& options);
/// Makes the ledger's tables where they are not there.
std::string ensure_version(const Manifest& manifest, const sql::Dialect& dialect,
                           const Options& options);

}  // namespace limbeck::offline
