// Whether a table is only a table: using it runs no SQL that is stored in the file.
#pragma once

#include <string>
#include <string_view>

struct sqlite3;

namespace limbeck::connection {

/// In a message, after what stands in the place of a table.
inline constexpr const char* why_ordinary =
    ": limbeck's own tables run nothing that stands in the database; see who made that and drop "
    "it, "
    "or name another version and history table";

/// Throws Error::Code::history, naming what is there, where reading `table` (with `change`: writing
/// it) would run SQL or code that the file names: a view, a virtual or temporary table, triggers, a
/// generated column, functions in its defaults, checks and indexes, foreign keys of others that act
/// on its rows. Runs nothing of that itself: SQLite is asked what it would do (EXPLAIN). Does
/// nothing where there is no such table. An empty `schema` is `main`. `is_lent`: the connection is
/// the application's.
void require_ordinary_table(sqlite3* database, std::string_view schema, std::string_view table,
                            bool change, bool is_lent, const std::string& place);

}  // namespace limbeck::connection
