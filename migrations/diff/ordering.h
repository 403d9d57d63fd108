// The order in which tables that refer to each other can be made.
#pragma once

#include <vector>

#include "migrations/schema/schema.h"

namespace limbeck::diff {

using Tables = std::vector<const schema::Table*>;

/// Groups of tables: each table in a group refers, by a chain of foreign keys, to every other one
/// of it, and groups come after those they refer to. Nearly always a group is one table. Names
/// decide where the keys do not.
std::vector<Tables> dependency_groups(const Tables& tables);

}  // namespace limbeck::diff
