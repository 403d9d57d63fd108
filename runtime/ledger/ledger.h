// What a database says of its own history: the revisions it is at (Alembic's table), and what was
// done when, by whom and with which program.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "migrations/sql/dialect.h"
#include "runtime/connection/driver.h"

namespace limbeck::ledger {

/// A row of limbeck_history.
struct Entry {
  std::int64_t id = 0;  ///< given by the database
  std::string revision = {};
  std::string direction = {};  ///< `upgrade`, `downgrade`, `stamp`, `unstamp` or `accept`
  std::string checksum = {};
  std::string started = {};             ///< UTC: `2026-11-20T14:31:07.123Z`
  std::optional<double> duration = {};  ///< seconds; none while it is under way
  std::string who = {};
  std::string binary = {};
  bool compatible = false;  ///< programs that do not know the revision can go on working
  /// Of a revision with statements outside a transaction, while it is under way: how many of its
  /// script are known to be done. The next one may or may not have been.
  std::optional<std::int64_t> progress = {};
};

/// Reads and writes both tables. Knows no history: what is written is the migrator's to decide.
class Ledger {
 public:
  /// `driver` and `dialect` must outlive it.
  Ledger(connection::Driver& driver, const sql::Dialect& dialect, std::string version_table,
         std::string schema);

  /// The rows of the version table, sorted; none if there is no such table. One query where there
  /// is one.
  std::vector<std::string> heads(const connection::Patience& patience);

  /// Makes the tables that are not there. Inside a transaction, under the lock.
  void create_missing();
  /// Takes rows away and adds rows. Throws Error::Code::history if one to take away is not there.
  void move(const std::vector<std::string>& removes, const std::vector<std::string>& adds);
  /// Deletes every row, known or not.
  void purge();

  void record(const Entry& entry);
  /// Of the revision's entry that is under way.
  void set_progress(const std::string& revision, std::int64_t progress);
  void finish(const std::string& revision, double duration);

  /// Every entry, oldest first; none if there is no history table.
  std::vector<Entry> entries();

 private:
  bool has_history();

  connection::Driver& driver_;
  const sql::Dialect& dialect_;
  std::string version_table_, schema_;
  std::string version_sql_, history_sql_;  ///< quoted
  std::string record_sql_;
};

/// What stands for a revision's last word in the entries: the last that is finished, by revision.
/// Null if there is none.
const Entry* last_entry(const std::vector<Entry>& entries, std::string_view revision);

}  // namespace limbeck::ledger
