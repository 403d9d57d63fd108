// Which objects are created before tables, and which after them.
#pragma once

#include <set>
#include <vector>

#include "migrations/schema/mentions.h"

namespace limbeck::diff {

/// For each thing, whether it is made after the tables: if it reads one of `new_names` (a new
/// table, column or view), or uses a thing that does. What tables use is made before them, and so
/// is what that uses. `known`: see schema::Mentions.
std::vector<bool> made_after_tables(const std::vector<schema::Made>& things,
                                    const schema::Mentions& used_by_tables,
                                    const std::set<schema::Name>& new_names,
                                    const std::set<schema::Name>& known);

}  // namespace limbeck::diff
