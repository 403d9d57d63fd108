// The SQL texts of `execute`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "limbeck/manifest.h"
#include "migrations/history/graph.h"

namespace limbeck::history {

/// The texts of `execute` in the upgrades of these revisions, at any depth, for any database.
std::vector<std::string> run_sql(const Manifest& manifest, const std::vector<Graph::Index>& order);

/// Returns the lowest version of the dialect's server that the history is for, in the dialect's
/// numbering; 0 where DIALECTS asks for none.
int lowest_version(const Manifest& manifest, std::string_view dialect);

}  // namespace limbeck::history
