#pragma once

#include <string>
#include <vector>

#include "migrations/history/graph.h"
#include "migrations/schema/schema.h"
#include "runtime/deployer/context.h"

namespace limbeck::deployer {

/// The revisions that a database with these rows has had, parents before children.
std::vector<history::Graph::Index> applied_at(Context& context,
                                              const std::vector<std::string>& rows);

/// The schema that the history says a database with these rows has.
schema::Schema schema_at(Context& context, const std::vector<std::string>& rows);

}  // namespace limbeck::deployer
