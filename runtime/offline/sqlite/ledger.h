// What a script for sqlite3 takes for tables of limbeck's, as
// runtime/connection/sqlite/ordinary_table.h says it for the program, in SQL: the shell cannot use
// what EXPLAIN says. Functions are not looked for, as the script runs with trusted_schema off.
#pragma once

#include <string>

#include "runtime/ledger/tables.h"

namespace limbeck::offline {

/// Makes temp.limbeck_faults: a row for each thing that keeps the tables in `schema`, which is
/// quoted, from being written, as a text for people; none where no other connection has changed the
/// file since temp.limbeck_script got its `version` (pragma_data_version).
std::string ledger_faults(const std::string& schema, const ledger::Names& names);

}  // namespace limbeck::offline
