// The history drawn as a tree, the newest revision first, with a column for each open branch.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "limbeck/manifest.h"
#include "migrations/history/graph.h"

namespace limbeck::deployer {

/// How a tree is drawn.
struct TreeStyle {
  bool utf8 = true;
  bool colour = false;
  std::size_t width = 0;  ///< longer lines are cut; 0 is no limit
  bool verbose = false;   ///< prints all of a revision, in several lines
  /// Whether `●` marks applied revisions and `○` others; if not, all are `●`.
  bool marks = false;
  std::set<std::string> current = {};  ///< the rows of the version table
  std::set<std::string> applied = {};
};

/// Lines, each with its newline. In `newest_first` each revision stands before its parents. Parents
/// that are not in the list are not drawn.
std::string tree(const Manifest& manifest, const history::Graph& graph,
                 const std::vector<history::Graph::Index>& newest_first, const TreeStyle& style);

}  // namespace limbeck::deployer
