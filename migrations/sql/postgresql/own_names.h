// Where the names of functions, operators and types in limbeck's own SQL are looked for: in
// pg_catalog and nowhere else. A schema of the search_path in which others may create things would
// otherwise say what limbeck's statements run, with the rights of the role that migrates
// (CVE-2018-1058): an exact match in any schema of the path is taken before one in pg_catalog that
// needs a cast (PostgreSQL 15, 10.2 and 10.3). Tables of limbeck's are named with their schema. The
// statements of revisions and of the application keep the path that their session has.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace limbeck::sql::postgresql {

/// Until the transaction ends, or `look_as_before`. pg_temp comes last where it is named, else first.
inline constexpr const char* look_in_catalog =
    "SELECT pg_catalog.set_config('limbeck.search_path',"
    " pg_catalog.current_setting('search_path'), true);\n"
    "SET LOCAL search_path = pg_catalog, pg_temp;\n";
inline constexpr const char* look_as_before =
    "SELECT pg_catalog.set_config('search_path',"
    " pg_catalog.current_setting('limbeck.search_path'), true);\n";
/// For a message of its own, which ends the transaction that it is, and for who knows what to go back to.
inline constexpr const char* look_in_catalog_at_once =
    "SET LOCAL search_path = pg_catalog, pg_temp;\n";

/// For what stands among a revision's own statements: operators of pg_catalog, whatever the
/// search_path is. Functions and types are written with the schema's name before theirs.
inline constexpr const char* equals = " OPERATOR(pg_catalog.=) ";

/// The sequence of a table's column (both quoted as names and texts are), as a regclass.
std::string serial_sequence(std::string_view table_literal, std::string_view column_literal);

/// What a `catalog_query` begins with: up to its FETCH the search_path of the session is set.
std::string declare_catalog_query(std::string_view cursor, std::string_view query,
                                  std::initializer_list<std::string_view> texts = {});

/// After `look_in_catalog`: a query whose names are looked for in the catalog, and which then runs
/// with the session's own search_path, which `current_schema()`, `to_regclass` and the functions that
/// write definitions go by. Gives its rows; `look_as_before` holds after it. `$1` and so on stand for
/// `texts`. `cursor`: no other one of the transaction is called so.
std::string catalog_query(std::string_view cursor, std::string_view query,
                          std::initializer_list<std::string_view> texts = {});

}  // namespace limbeck::sql::postgresql
