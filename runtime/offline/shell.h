// Writes what stands around the statements of a script, for the shell of one database.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "migrations/sql/dialect.h"
#include "runtime/ledger/statements.h"

namespace limbeck::offline {

/// Each function returns whole lines. Not thread-safe: it remembers the session's settings.
class Shell {
 public:
  virtual ~Shell() = default;

  /// How the script is run.
  virtual std::string_view usage() const = 0;
  /// SQL that names the schema of limbeck's tables: a name, or what stands for the one that is
  /// found when the script runs.
  virtual std::string ledger_schema() const = 0;
  /// The settings that the connection would have, and the one that makes the shell stop at the
  /// first error. Stops where something else than a table stands in the place of one of limbeck's.
  virtual std::string open(bool rebuilds_tables) = 0;
  /// Starts a transaction that no other writer can stand beside. Limbeck's own statements come
  /// next.
  virtual std::string begin(bool foreign_keys_off) = 0;
  /// Limbeck's tables stay what they are until the transaction ends. An error that says what they
  /// are, or have, if they are not what the program would write.
  virtual std::string keep_ledger() = 0;
  /// An error, which says `what`, unless the condition holds.
  virtual std::string require(const std::string& condition, const std::string& what) = 0;
  /// One of the revision's statements that is SQL, or what SQLite's rebuilds ask the database for.
  virtual std::string statement(const sql::Statement& statement) = 0;
  /// Why the shell would not run the statement as the program does; empty where it does.
  virtual std::string refusal(const sql::Statement&) const { return {}; }
  /// After a revision's statements: what they may have changed for the session is put back. In a
  /// transaction, limbeck's own statements come next.
  virtual std::string after_statements() { return {}; }
  virtual std::string commit(bool foreign_keys_off) = 0;
  /// When all is done: the session as it was.
  virtual std::string close() { return {}; }

  /// What the database knows of an entry of limbeck_history: when, how long, who.
  virtual ledger::Expressions recorded() const = 0;
};

// Each at home in its dialect's folder.
#define LIMBECK_DIALECT(name, title, needs_server) \
  std::unique_ptr<Shell> name##_shell(const ledger::Names& names);
#include "limbeck/dialects.def"

/// Throws Error::Code::usage for a dialect whose shell is not known. `names`: of limbeck's tables.
std::unique_ptr<Shell> shell_of(const sql::Dialect& dialect, const ledger::Names& names);

}  // namespace limbeck::offline
