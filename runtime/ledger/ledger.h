// The ledger of a database: the version table (Alembic's), which says at which revisions the
// database is, and limbeck_history, which says what was done when, by whom and with which program.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "migrations/sql/dialect.h"
#include "runtime/connection/driver.h"
#include "runtime/ledger/entry.h"
#include "runtime/ledger/statements.h"

namespace limbeck::ledger {

/// What the version table says.
struct Heads {
  std::vector<std::string> rows;  ///< sorted
  /// A revision is half applied, or being applied; limbeck_history says which.
  bool half_applied = false;
  bool operator==(const Heads&) const = default;
};

/// Reads and writes both tables. It knows no history: the migrator decides what is written.
class Ledger {
 public:
  /// `driver` and `dialect` must outlive it.
  Ledger(connection::Driver& driver, const sql::Dialect& dialect, Names names);

  /// The names of the tables. The schema is empty until it is chosen or resolved.
  const Names& names() const { return names_; }

  /// Reads the version table; gives no rows if there is no such table. Takes one query where there
  /// is one.
  Heads heads(const connection::WaitPolicy& wait_policy);

  /// Reads the version table in a transaction that will change it. Waits for other transactions
  /// that are changing it.
  Heads heads_to_change();

  /// Throws where rows of the version table are hidden from this connection, which a query does not
  /// show. To be called where the database is not found at head.
  void require_all_rows();
  /// Throws a clearer error where `error` comes from a missing right on limbeck's tables, or from
  /// another object in their place; does nothing otherwise. `change`: the tables were to be
  /// written.
  void explain(const Error& error, bool change);

  /// The SQL of all that this class writes, for batches and scripts.
  const Statements& statements() const { return statements_; }

  /// Finds the schema that the tables are in, or will be made in, where none was chosen. From then
  /// on statements name the tables with it, whatever a revision does to the search path. Must be
  /// called before the first write.
  void resolve_schema();
  /// Makes the tables that are not there. Returns false if there were none to make. Must be called
  /// in a transaction, under the lock.
  bool create_missing();
  /// Whether create_missing has found both tables.
  bool is_complete() const { return complete_; }
  /// Takes rows away and adds rows. Throws Error::Code::history if one to take away is not there.
  void move(const std::vector<std::string>& removes, const std::vector<std::string>& adds);
  /// Deletes every row, known or not.
  void purge();

  /// Adds the entry. With a progress, the revision is half applied from then on.
  void record(const Entry& entry);
  /// Changes the entry of the half-applied revision.
  void set_progress(const std::string& revision, std::int64_t progress);
  void finish(const std::string& revision, double duration);
  /// Finishes every entry that is under way: no revision is half applied any more.
  void finish_all();

  /// Returns SQL for the beginning of a transaction that writes the tables. It fails
  /// unless they are limbeck's own (Driver::before_writing). The tables must be there, and their
  /// schema resolved.
  std::string before_writing();

  /// Reads every entry, oldest first; gives none if there is no history table.
  std::vector<Entry> entries();

 private:
  Heads read_heads(const connection::WaitPolicy& wait_policy);
  /// Runs `look` after `error`. If `look` reports a missing right, the database's sentence is
  /// added.
  static bool with_words_of(const Error& error, const std::function<bool()>& look);
  Heads heads_of(const Rows& rows) const;
  Error not_limbecks(std::string_view why) const;
  /// Returns how many rows the last statement changed.
  std::int64_t write(std::string_view sql);
  void write_all(const std::vector<std::string>& statements);
  bool has_history();
  void create();
  std::vector<Entry> read_entries();

  connection::Driver& driver_;
  const sql::Dialect& dialect_;
  Names names_;
  Statements statements_;
  std::string version_sql_, history_sql_;  ///< quoted
  bool schema_resolved_ = false;
  bool ordinary_ = false;  ///< the version table, to read; or it was not there
  bool complete_ = false;
};

/// Returns the last finished entry of the revision, or null if there is none.
const Entry* last_entry(const std::vector<Entry>& entries, std::string_view revision);

}  // namespace limbeck::ledger
