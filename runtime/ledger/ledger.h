// What a database says of its own history: the revisions it is at (Alembic's table), and what was
// done when, by whom and with which program.
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
  bool half_applied = false;  ///< a revision is, or is being applied: limbeck_history says which
  bool operator==(const Heads&) const = default;
};

/// Reads and writes both tables. Knows no history: what is written is the migrator's to decide.
class Ledger {
 public:
  /// `driver` and `dialect` must outlive it.
  Ledger(connection::Driver& driver, const sql::Dialect& dialect, Names names);

  /// What its tables are called; their schema as far as somebody said it, or it was found out.
  const Names& names() const { return names_; }

  /// The version table; no rows if there is no such table. One query where there is one.
  Heads heads(const connection::WaitPolicy& wait_policy);

  /// The same in a transaction that will change them: whoever else is changing them is waited for.
  Heads heads_to_change();

  /// Throws where rows of the version table are hidden from this connection, which a query does not
  /// tell. For whoever finds the database elsewhere than at head.
  void require_all_rows();
  /// Throws in the place of an error that comes from a right that is missing on limbeck's tables, or
  /// from what stands in their place, and says which. `change`: they were to be written.
  void explain(const Error& error, bool change);

  /// The same as SQL text, for what is sent or written whole.
  const Statements& statements() const { return statements_; }

  /// Finds out which schema the tables are in, or are to be in, where nobody said so: what follows
  /// names them with it, whatever a revision does to the names that are found without. Before the
  /// first write.
  void settle();
  /// Makes the tables that are not there; false if there were none to make. Inside a transaction,
  /// under the lock.
  bool create_missing();
  /// Whether create_missing has found both tables.
  bool is_complete() const { return complete_; }
  /// Takes rows away and adds rows. Throws Error::Code::history if one to take away is not there.
  void move(const std::vector<std::string>& removes, const std::vector<std::string>& adds);
  /// Deletes every row, known or not.
  void purge();

  /// With a progress, the revision is half applied from now on.
  void record(const Entry& entry);
  /// Of the revision's entry that is under way.
  void set_progress(const std::string& revision, std::int64_t progress);
  void finish(const std::string& revision, double duration);
  /// No revision is half applied any more, nor any entry under way.
  void finish_all();

  /// SQL that stands before the first statement of a transaction that writes the tables: an error
  /// unless they are limbeck's own (Driver::before_writing). They are there, and settled.
  std::string before_writing();

  /// Every entry, oldest first; none if there is no history table.
  std::vector<Entry> entries();

 private:
  Heads read_heads(const connection::WaitPolicy& wait_policy);
  /// Runs `look` after `error`; what it says of a right that is missing has the database's
  /// sentence, too.
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
  bool settled_ = false;
  bool ordinary_ = false;  ///< the version table, to read; or it was not there
  bool complete_ = false;
};

/// What stands for a revision's last word in the entries: the last that is finished, by revision.
/// Null if there is none.
const Entry* last_entry(const std::vector<Entry>& entries, std::string_view revision);

}  // namespace limbeck::ledger
