// Which columns of which tables a SQL expression reads, as a database finds out what its names
// mean.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "migrations/schema/name.h"
#include "migrations/sql_text/lexer.h"

namespace limbeck::schema {

/// A name in an expression, and what it means.
struct Read {
  Name table = {};
  std::string column = {};  ///< empty: the table as a whole; `*`: every column of it
  std::size_t token = 0;    ///< of sql_text::lex(expression): where the name stands
  /// False for `t.c` where the table t is known and has no column c, and for `"c"`, which no table
  /// there has: then `table` is the row's.
  bool is_known = true;
  bool is_certain = true;  ///< false where a nearer table has columns that are not known
  bool operator==(const Read&) const = default;
};

/// What names can mean where the expression is evaluated. Both compare names as they like.
struct KnownTables {
  /// The table or view that a name in a FROM clause means; nothing where that is not known.
  std::function<std::optional<Name>(const Name&)> table;
  /// The column of the table that a name means; nothing where the table has none of that name.
  std::function<std::optional<std::string>(const Name&, const std::string&)> column;
  /// Whether `column` knows all that it has: of a view it may not.
  std::function<bool(const Name&)> knows_columns = [](const Name&) { return true; };
};

/// What `expression` reads when it is evaluated for a row of `row`. A bare name means a column of
/// the tables in the FROM clause of its own query, else of the query around that, and at last of
/// the row. Names of subqueries in FROM and WITH clauses are columns of no table.
std::vector<Read> reads_of(std::string_view expression, const Name& row, const KnownTables& known);

/// Whether every row has a column of that name though no table declares it: `xmin`, `ctid` …
/// (PostgreSQL's "System Columns"), `rowid` (SQLite's).
bool is_system_column(std::string_view name);

}  // namespace limbeck::schema
