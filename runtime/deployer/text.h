// Revisions as Alembic's commands print them, and as JSON.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <set>
#include <string>
#include <vector>

#include "limbeck/manifest.h"
#include "migrations/history/graph.h"

namespace limbeck::deployer {

/// What of a revision stands in its line.
struct LineOptions {
  bool parents = false;  ///< `a1 -> a2`
  bool labels = false;   ///< `(shop)`
  bool tree = true;      ///< `(branchpoint)`, `(mergepoint)`
  bool message = false;  ///< `, add posts`
};

/// `a1 -> a2 (shop) (head) (current) (branchpoint), add posts`.
std::string line(const history::Graph& graph, history::Graph::Index index,
                 const LineOptions& options, const std::set<std::string>& current = {});

/// `Rev: a2 (head)`, `Parent: a1`, `Path: …` and the message.
std::string entry(const Manifest& manifest, const history::Graph& graph,
                  history::Graph::Index index, const std::set<std::string>& current = {});

nlohmann::ordered_json to_json(const Manifest& manifest, const history::Graph& graph,
                               history::Graph::Index index);

/// `a1`, `<base>`, `a1, b1`: what a revision follows.
std::string parents(const history::Graph& graph, history::Graph::Index index);

std::string joined(const std::vector<std::string>& items);

}  // namespace limbeck::deployer
