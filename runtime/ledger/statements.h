// All SQL that writes the ledger, whether the program sends it or a script has it.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "migrations/sql/dialect.h"
#include "runtime/connection/own_statement.h"
#include "runtime/ledger/entry.h"
#include "runtime/ledger/tables.h"

namespace limbeck::ledger {

/// SQL expressions that stand for values of a row, by column: `{{"duration", "0"}}`.
using Expressions = std::map<std::string_view, std::string>;

/// The shortest text that reads back as the same number.
std::string number(double value);

/// Makes statements without a semicolon. Immutable. Their functions and operators must be looked
/// for where Driver::execute_own looks.
class Statements {
 public:
  /// `dialect` must outlive it. `schema_sql`: what names the tables' schema in a script, if not
  /// `names`.
  Statements(const sql::Dialect& dialect, Names names, std::string_view schema_sql = {});

  /// Quoted, with their schema.
  const std::string& version_table() const { return version_sql_; }
  const std::string& history_table() const { return history_sql_; }
  /// The table that says which process migrates, where a lock cannot: quoted, and that as a
  /// literal.
  std::string lease_table() const;
  std::string lease_table_literal() const;

  enum class Missing : unsigned char { always, if_missing };
  std::vector<std::string> create_version_table(Missing missing = Missing::always) const;
  std::vector<std::string> create_history_table(Missing missing = Missing::always) const;

  /// A condition: the version table has exactly these rows.
  std::string has_rows(const std::vector<std::string>& rows) const;
  /// Conditions: it has these rows, be there others or not; it has none of these.
  std::string has_all_rows(const std::vector<std::string>& rows) const;
  std::string has_no_row_of(const std::vector<std::string>& rows) const;
  /// What takes rows away and adds rows, as Alembic does: a row that turns into another is updated.
  std::vector<connection::OwnStatement> moves(const std::vector<std::string>& removes,
                                              const std::vector<std::string>& adds) const;
  std::vector<std::string> move(const std::vector<std::string>& removes,
                                const std::vector<std::string>& adds) const;
  std::string purge() const;
  /// Deletes the version table's row that says that a revision is half applied.
  std::string clear_half_applied() const;
  /// A condition: no revision is half applied.
  std::string has_none_half_applied() const;

  /// The entry as a new row.
  connection::OwnStatement recording(const Entry& entry, const Expressions& expressions = {}) const;
  /// The same as text. With a progress, the version table says from then on that a revision is half
  /// applied.
  std::vector<std::string> record(const Entry& entry, const Expressions& expressions = {}) const;
  /// Changes the revision's entry that is under way.
  std::string set_progress(const std::string& revision, std::int64_t progress) const;
  /// Finishes that entry, after which no revision is half applied. `duration` is an SQL expression.
  std::vector<std::string> finish(const std::string& revision, const std::string& duration) const;
  /// Finishes every entry that is under way, with a duration of 0. Stamping uses it: the user who
  /// stamps is responsible for what a half-applied revision has left.
  std::string finish_all() const;

 private:
  std::vector<std::string> create(const schema::Table& table, Missing missing) const;
  std::string count_of(const std::vector<std::string>& rows) const;
  std::string under_way(const std::string& revision) const;
  std::string finished(std::string_view duration, std::string_view where) const;

  const sql::Dialect* dialect_;
  Names names_;
  std::string prefix_;  ///< the schema and its dot
  std::string version_sql_, history_sql_;
};

}  // namespace limbeck::ledger
