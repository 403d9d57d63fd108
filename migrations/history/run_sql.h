// The SQL texts of `execute`.
#pragma once

#include <string>
#include <vector>

#include "limbeck/manifest.h"
#include "migrations/history/graph.h"

namespace limbeck::history {

/// The texts of `execute` in the upgrades of these revisions, at any depth, for any database.
std::vector<std::string> run_sql(const Manifest& manifest, const std::vector<Graph::Index>& order);

}  // namespace limbeck::history
