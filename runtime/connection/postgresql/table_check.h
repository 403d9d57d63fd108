// What limbeck takes for a table of its own: whatever else stands under its name would run what
// another role wrote, with the rights of the role that migrates.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/connection/own_statement.h"

namespace limbeck::connection {

/// The SQLSTATE of a check below that fails: a text that is no number
/// (invalid_text_representation).
inline constexpr std::string_view check_failed = "22P02";

/// All of these are SQL. `table` is quoted, with its schema where that is known.

/// Statements with a semicolon, for the message of a query that reads `table`, under any
/// search_path: the table stays what it is until the transaction ends, and is an ordinary one whose
/// rows are all shown as they are. Fails (`check_failed`) where it is not. Whose it is is no
/// matter: reading such a table runs nothing. `is_qualified` false: the search_path is only the
/// table's schema from then on, for the rest of the transaction.
std::string before_reading(std::string_view table, bool is_qualified);

/// A message that reads the values of a column, under any search_path, and runs nothing: COPY looks
/// at no rule, trigger, child or index, refuses whatever is no table (PostgreSQL 15, "COPY"), and a
/// table with a policy too. `is_qualified`: `table` has its schema before it; otherwise a temporary
/// one of that name is an error (`check_failed`).
std::string copy_of(std::string_view table, std::string_view column, bool is_qualified);

/// Statements with a semicolon, under the catalog's names alone: until the transaction ends no
/// session changes what the tables are, and none has anything of `faults_of`; fails
/// (`check_failed`) where one has. `numbers`: of `find_numbers` in the same run, or empty; with
/// them only what others than the tables' owner may have done since is looked for, which takes the
/// server a fiftieth of the time.
std::string before_writing(std::span<const std::string> tables, std::string_view numbers);
/// A query, under the catalog's names alone: which tables these are, where none has anything of
/// `faults_of`; else no row.
std::string find_numbers(std::span<const std::string> tables);

/// A statement with a semicolon that locks the tables: no other session can alter or drop them, or
/// add triggers, until the transaction ends.
std::string lock_tables(std::span<const std::string> tables);
/// A condition, behind those locks: what `before_writing` looks for with `numbers`, which is not
/// empty.
std::string still_ordinary(std::span<const std::string> tables, std::string_view numbers);

/// An error (`check_failed`) unless the version table has exactly these rows, which `keeping_rows`
/// (FOR UPDATE) keeps from others. `condition`, `query`: and unless that holds, and that gives a
/// row; both may be empty.
OwnStatement require_rows(std::string_view version_table, const std::vector<std::string>& rows,
                          std::string_view keeping_rows, std::string_view condition = {},
                          std::string_view query = {});

/// A query for what keeps `table` from being read or, with `change`, written: its name, what it is
/// or has, and the statement that mends it. No rows where nothing does.
std::string faults_of(std::string_view table, bool change);
/// The same for several tables, each an SQL expression.
std::string faults_among(std::string_view oids, bool change);
/// In a message, between what a table is or has and what mends it.
inline constexpr const char* why_it_matters =
    ": it would run what others wrote, or believe what they say; ";

/// A query (own_names.h) for the schema of the table $1: the first of the search_path that has one
/// of that name, else the first that there is; null where there is none. And for the search_path.
inline constexpr const char* find_schema =
    "SELECT coalesce((SELECT s.name FROM unnest(current_schemas(false)) WITH ORDINALITY"
    " AS s (name, place) JOIN pg_namespace AS n ON n.nspname = s.name"
    " JOIN pg_class AS c ON c.relnamespace = n.oid AND c.relname = $1"
    " ORDER BY s.place LIMIT 1), current_schema()) AS limbeck_schema,"
    " current_setting('search_path') AS limbeck_path";

}  // namespace limbeck::connection
