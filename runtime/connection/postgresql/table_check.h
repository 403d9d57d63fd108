// What limbeck takes for a table of its own: whatever else stands under its name would run what
// somebody else wrote, with the rights of the role that migrates.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace limbeck::connection {

/// All of these are SQL. `table` is quoted, with its schema where that is known.

/// Statements with a semicolon, for the message of a query that reads `table`, under any
/// search_path: the table stays what it is until the transaction ends, and is an ordinary one whose
/// rows are all shown as they are. Division by zero (22012) where it is not. Whose it is is no matter:
/// reading such a table runs nothing. `is_qualified` false: the search_path is only the table's
/// schema from then on, for the rest of the transaction.
std::string before_reading(std::string_view table, bool is_qualified);

/// Statements with a semicolon, under the catalog's names alone: until the transaction ends nobody
/// changes what the tables are, and none has anything of `faults_of`; 22012 where one has. `seen`:
/// that was so in an earlier transaction of the run; then only what others than the tables' owner may
/// have added since is looked for, which takes the server a fiftieth of the time.
std::string before_writing(std::span<const std::string> tables, bool seen);

/// A query for what keeps `table` from being read or, with `change`, written: its name, what it is or
/// has, and the statement that mends it. No rows where nothing does.
std::string faults_of(std::string_view table, bool change);

}  // namespace limbeck::connection
