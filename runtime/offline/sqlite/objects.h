// How a script for sqlite3 makes the indexes and triggers of a rebuilt table again that no revision
// made. Their SQL stands in the database, which others may have written, and the shell would
// take a line of it that starts with a dot for a command.
#pragma once

#include <string>

namespace limbeck::offline {

/// Once a script, before any table is rebuilt: what says whether the shell takes the SQL of an
/// object for one statement.
std::string prepare_saved_objects();

/// Keeps the objects of `table` (an SQL literal) in a temporary table. The script stops, with their
/// names, if the shell could take the SQL of one for more than one statement or would change it.
std::string save_objects(const std::string& table);

/// Makes those again that are not there.
std::string restore_objects();

}  // namespace limbeck::offline
