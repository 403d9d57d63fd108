#pragma once

#include <string>
#include <vector>

#include "limbeck/manifest.h"
#include "migrations/schema/location.h"

namespace limbeck::history {

/// A revision as the graph sees it: whatever it was read from (a manifest, the tokens of a file, a test).
struct Node {
  std::string id;
  std::vector<std::string> revises;
  std::vector<std::string> depends_on;  ///< ids or branch labels
  std::vector<std::string> branch_labels;
  std::string message;
  std::string created;
  schema::Location location;
};

/// The nodes of a manifest, in its order.
std::vector<Node> nodes_of(const Manifest& manifest);

}  // namespace limbeck::history
