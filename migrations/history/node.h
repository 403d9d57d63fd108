#pragma once

#include <string>
#include <vector>

#include "limbeck/manifest.h"
#include "migrations/schema/location.h"

namespace limbeck::history {

/// A revision as the graph sees it: whatever it was read from (a manifest, the tokens of a file, a
/// test).
struct Node {
  std::string id;
  std::vector<std::string> revises;
  std::vector<std::string> depends_on;  ///< ids or branch labels
  std::vector<std::string> branch_labels;
  std::string message;
  std::string created;
  schema::Location location;
  /// Where each of `revises`, `depends_on` and `branch_labels` stands, in their order: what a
  /// problem with one of them points to. Empty where the source does not know, as in a manifest.
  std::vector<schema::Location> revises_at = {};
  std::vector<schema::Location> depends_on_at = {};
  std::vector<schema::Location> branch_labels_at = {};
};

/// The nodes of a manifest, in its order.
std::vector<Node> nodes_of(const Manifest& manifest);

}  // namespace limbeck::history
