#include "runtime/connection/sqlite/ordinary_table.h"

#include <sqlite3.h>

#include "limbeck/error.h"
#include "migrations/sql/sqlite/sqlite_dialect.h"
#include "migrations/text/concat.h"
#include "runtime/connection/sqlite/failure.h"
#include "runtime/connection/sqlite/statement.h"

namespace limbeck::connection {
namespace {

std::string text_or_empty(const SqlValue& value) {
  const auto* string = std::get_if<std::string>(&value);
  return string == nullptr ? std::string() : *string;
}

class Look {
 public:
  Look(sqlite3* database, std::string_view schema, std::string_view table)
      : database_(database), schema_(schema.empty() ? "main" : schema), table_(table) {}

  /// Whether reading that column of it reads a table, found without a statement: SQLite knows no
  /// columns of views, nor of virtual tables that have not been used yet. `is_lent`: the connection
  /// is the application's, which may have temporary tables.
  bool is_plain(const char* column, bool is_lent) {
    return has_table(schema_.c_str(), column) &&
           (!is_lent || schema_ != "main" || (!has_table("temp") && has_table(nullptr, column)));
  }

  /// What makes it more than a table; empty for one that is not there.
  std::string found(bool change) {
    // Names without a schema find temporary tables first.
    if (schema_ == "main" && (has_table("temp") || has_view("temp"))) {
      return "a temporary table or view";
    }
    if (!has_table(schema_.c_str())) return has_view(schema_) ? "a view" : "";
    const std::string name = quoted(schema_) + "." + quoted(table_);
    std::string what = found_in("SELECT * FROM " + name);
    if (!what.empty() || !change) return what;
    std::string set;
    Statement columns(database_, "SELECT name, hidden FROM pragma_table_xinfo(?1, ?2)");
    const SqlValue parameters[] = {table_, schema_};
    columns.bind(parameters);
    while (columns.step()) {
      const std::string column = text_or_empty(columns.value(0));
      if (columns.value(1) != SqlValue(std::int64_t{0}))
        return "a table with the generated column '" + column + "'";
      set += concat({set.empty() ? "" : ", ", quoted(column), " = ", quoted(column)});
    }
    for (const std::string& sql : {concat({"INSERT INTO ", name, " DEFAULT VALUES"}),
                                   concat({"UPDATE ", name, " SET ", set, " WHERE 1"}),
                                   concat({"DELETE FROM ", name, " WHERE 1"})}) {
      what = found_in(sql);
      if (!what.empty()) return what;
    }
    return {};
  }

 private:
  static std::string quoted(std::string_view name) { return sql::sqlite_dialect().quote(name); }

  /// Not a view. https://www.sqlite.org/c3ref/table_column_metadata.html
  bool has_table(const char* schema, const char* column = nullptr) const {
    const int result = sqlite3_table_column_metadata(database_, schema, table_.c_str(), column,
                                                     nullptr, nullptr, nullptr, nullptr, nullptr);
    if (result != SQLITE_OK && (result & 0xff) != SQLITE_ERROR) throw failure(database_, {});
    return result == SQLITE_OK;
  }

  bool has_view(const std::string& schema) {
    return !names("SELECT name FROM " + quoted(schema) +
                  ".sqlite_schema WHERE type = 'view' AND name = ?1 COLLATE NOCASE")
                .empty();
  }

  std::string names(const std::string& sql) {
    Statement select(database_, sql);
    const SqlValue parameters[] = {table_};
    select.bind(parameters);
    std::string out;
    while (select.step()) {
      const std::string name = text_or_empty(select.value(0));
      out += concat({out.empty() ? "'" : ", '", name, "'"});
    }
    return out;
  }

  /// What the statement would run beside reading and writing rows, by the operations that SQLite
  /// makes of it (https://www.sqlite.org/opcode.html).
  std::string found_in(const std::string& sql) {
    try {
      Statement explain(database_, "EXPLAIN " + sql);
      while (explain.step()) {
        const std::string operation = text_or_empty(explain.value(1));
        const auto is = [&](std::string_view word) { return operation.starts_with(word); };
        if (is("VOpen") || is("VUpdate")) return "a virtual table";
        if (is("Program")) return program();
        if (!is("Function") && !is("PureFunc")) continue;
        const std::string function = text_or_empty(explain.value(5));
        // The time of a row, in a column that others have added.
        if (function.starts_with("current_")) continue;
        return concat({"a table that calls the function ", function});
      }
      return {};
    } catch (const Error& error) {
      if (error.code() == Error::Code::locked || error.code() == Error::Code::interrupted) throw;
      return concat({"no table that can be used as one (", error.what(), ")"});
    }
  }

  std::string program() {
    constexpr std::string_view triggers =
        "sqlite_schema WHERE type = 'trigger' AND tbl_name = ?1 COLLATE NOCASE";
    const std::string found = names(concat({"SELECT name FROM ", quoted(schema_), ".", triggers,
                                            " UNION ALL SELECT name FROM temp.", triggers}));
    return found.empty() ? "a table that a trigger, or another table's foreign key, acts on"
                         : "a table with the trigger " + found;
  }

  sqlite3* database_;
  std::string schema_, table_;
};

}  // namespace

void require_ordinary_table(sqlite3* database, std::string_view schema, std::string_view table,
                            bool change, bool is_lent, const std::string& place) {
  Look look(database, schema, table);
  if (!change && look.is_plain("version_num", is_lent)) return;
  const std::string found = look.found(change);
  if (found.empty()) return;
  throw Error(Error::Code::history,
              concat({"'", table, "' of the database '", place, "' is ", found, why_ordinary}));
}

}  // namespace limbeck::connection
