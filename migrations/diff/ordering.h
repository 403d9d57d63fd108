// The order in which tables with foreign keys can be created.
#pragma once

#include <vector>

#include "migrations/schema/schema.h"

namespace limbeck::diff {

using Tables = std::vector<const schema::Table*>;

/// Groups of tables, each group after those that it refers to. In a group, foreign keys lead from
/// each table to every other one, directly or through other tables. Nearly all groups have one
/// table. Where foreign keys do not decide the order, names do.
std::vector<Tables> dependency_groups(const Tables& tables);

}  // namespace limbeck::diff
