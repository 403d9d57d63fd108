// Creates a table again with its rows, for the changes that ALTER TABLE of SQLite cannot make:
// https://www.sqlite.org/lang_altertable.html, "Making Other Kinds Of Table Schema Changes".
#pragma once

#include <map>
#include <string>
#include <vector>

#include "migrations/operations/operation.h"
#include "migrations/sql/sqlite/script_builder.h"

namespace limbeck::sql::sqlite {

/// The operations on one table that one rebuild makes. The value of each new column is an
/// expression over the table in the database. The names of its columns there are those of the
/// operations, because renames are written at once.
class Rebuild {
 public:
  /// `before` is the lowered table in the database, or null if it does not exist.
  explicit Rebuild(const schema::Table* before);

  /// Adds an operation. `before` is the lowered table in front of it, whose columns the operation's
  /// expressions use.
  void record(const operations::Operation& operation, const schema::Table& before,
              const schema::Table& after, const std::vector<std::string>& enum_columns);

  /// Whether the column is one of the table in the database, under this name.
  bool stands(const std::string& column) const;
  /// Whether the table in the database has a column of that name, which may be dropped already.
  bool is_taken(const std::string& column) const;
  void rename_column(const std::string& column, const std::string& new_name);

  /// Whether an expression reads more than the row. Then nothing may change between the operation
  /// and the rebuild.
  bool looks_elsewhere() const { return looks_elsewhere_; }
  /// Whether the operation's expression reads more than the row, and cannot be written over the
  /// table in the database.
  bool must_be_written_before(const operations::Operation& operation) const;

  /// Writes the rebuild, or CREATE TABLE for a table that does not exist. `after` is lowered.
  void write(ScriptBuilder& script, const schema::Table& after) const;

 private:
  struct Source {
    enum class Kind : unsigned char { copied, computed, left_out };
    Kind kind = Kind::copied;
    std::string expression = {};  ///< of a computed value, over the table in the database
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

/// The expressions of an operation that are evaluated for existing rows.
std::vector<std::string> expressions_of(const operations::Operation& operation);

}  // namespace limbeck::sql::sqlite
