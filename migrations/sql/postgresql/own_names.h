// Makes limbeck's own SQL use functions, operators and types of pg_catalog only. With a schema in
// the search_path in which other roles may create objects, those roles could otherwise choose what
// limbeck's statements run, with the privileges of the role that migrates (CVE-2018-1058):
// PostgreSQL prefers an exact match in any schema of the path to one in pg_catalog that needs a
// cast (PostgreSQL 15, 10.2 and 10.3). limbeck's tables are qualified by their schema. The
// statements of revisions and of the application keep the search_path of their session.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace limbeck::sql::postgresql {

/// Sets the search_path until the transaction ends or `look_as_before`. pg_temp is named at the
/// end, as it would be searched first otherwise.
inline constexpr const char* look_in_catalog =
    "SELECT pg_catalog.set_config('limbeck.search_path',"
    " pg_catalog.current_setting('search_path'), true);\n"
    "SET LOCAL search_path = pg_catalog, pg_temp;\n";
inline constexpr const char* look_as_before =
    "SELECT pg_catalog.set_config('search_path',"
    " pg_catalog.current_setting('limbeck.search_path'), true);\n";
/// Sets the search_path in a message that is a transaction of its own, or where the caller restores
/// it.
inline constexpr const char* look_in_catalog_at_once =
    "SET LOCAL search_path = pg_catalog, pg_temp;\n";

/// Operators of pg_catalog for statements among those of a revision, which do not depend on the
/// search_path. Functions and types are qualified by the schema.
inline constexpr const char* equals = " OPERATOR(pg_catalog.=) ";

/// An expression for the sequence of a column as a regclass. Both arguments are quoted literals.
std::string serial_sequence(std::string_view table_literal, std::string_view column_literal);

/// The beginning of a `catalog_query`. Up to its FETCH, the search_path is that of the session.
std::string declare_catalog_query(std::string_view cursor, std::string_view query,
                                  std::initializer_list<std::string_view> texts = {});

/// After `look_in_catalog`: runs a query whose names are resolved in the catalog, but which runs
/// with the session's search_path, because `current_schema()`, `to_regclass` and the functions that
/// print definitions depend on that. Afterwards `look_as_before` is in effect. `$1` and so on are
/// `texts`. `cursor` is a name that no other cursor of the transaction has.
std::string catalog_query(std::string_view cursor, std::string_view query,
                          std::initializer_list<std::string_view> texts = {});

}  // namespace limbeck::sql::postgresql
