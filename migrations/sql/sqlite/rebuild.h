// A table made anew with its rows, for the changes that SQLite has no ALTER for:
// https://www.sqlite.org/lang_altertable.html, "Making Other Kinds Of Table Schema Changes".
#pragma once

#include <map>
#include <string>
#include <vector>

#include "migrations/operations/operation.h"
#include "migrations/sql/sqlite/script_builder.h"

namespace limbeck::sql::sqlite {

/// The operations on one table that are folded into one rebuild. What each column of the new table
/// is copied from is kept in terms of the table as it stands in the database: its columns have the
/// names that the operations know them by, because renames are written at once.
class Rebuild {
 public:
  /// `before` is the table in the database, lowered; null if it is not there yet.
  explicit Rebuild(const schema::Table* before);

  /// Takes an operation in. `before` is the table around it, lowered: its columns are what the
  /// operation's expressions speak of.
  void record(const operations::Operation& operation, const schema::Table& before,
              const schema::Table& after, const std::vector<std::string>& enum_columns);

  /// Whether the column is one of the table in the database, under this name.
  bool stands(const std::string& column) const;
  /// Whether the table in the database has a column of that name, which may be dropped already.
  bool is_taken(const std::string& column) const;
  void rename_column(const std::string& column, const std::string& new_name);

  /// Whether an expression looks at more than the row: then nothing may change between it and the
  /// rebuild.
  bool looks_elsewhere() const { return looks_elsewhere_; }
  /// Whether the operation's expression does, and cannot be told in terms of the table in the
  /// database.
  bool must_be_written_before(const operations::Operation& operation) const;

  /// Writes the whole rebuild, or CREATE TABLE for a table that is not there. `after` is lowered.
  void write(ScriptBuilder& script, const schema::Table& after) const;

 private:
  struct Source {
    enum class Kind : unsigned char { copied, computed, left_out };
    Kind kind = Kind::copied;
    std::string expression = {};  ///< computed: in terms of the table in the database
    bool stands = false;          ///< whether the column is in the database
  };

  std::string value_of(const std::string& column, const schema::Table& table) const;
  std::string translate(const std::string& expression, const schema::Table& table);
  std::string translate_row(const std::string& expression, const schema::Table& table) const;
  void compute(Source& source, std::string expression);
  void alter(const operations::AlterColumn& operation, const schema::Table& before,
             const schema::Table& after);
  std::string rowid_name(const schema::Table& after) const;
  void write_copy(ScriptBuilder& script, const schema::Table& after, const std::string& to) const;

  bool exists_;
  bool autoincrement_ = false;
  bool has_hidden_rowid_ = false;
  bool looks_elsewhere_ = false;
  std::vector<std::string> columns_;  ///< of the table in the database
  std::map<std::string, Source> sources_;
};

/// The expressions of an operation that are evaluated over the rows there are.
std::vector<std::string> expressions_of(const operations::Operation& operation);

}  // namespace limbeck::sql::sqlite
