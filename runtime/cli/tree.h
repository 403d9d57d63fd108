// The history as a drawn tree, newest first: a lane for each branch that is under way.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "limbeck/manifest.h"
#include "migrations/history/graph.h"

namespace limbeck::cli {

/// How a tree is drawn.
struct TreeStyle {
  bool utf8 = true;
  bool colour = false;
  std::size_t width = 0;  ///< longer lines are cut; 0: none is
  bool verbose = false;   ///< all of a revision, in several lines
  /// With marks: `●` what is applied, `○` what is not; else all are `●`.
  bool marks = false;
  std::set<std::string> current = {};  ///< the rows of the version table
  std::set<std::string> applied = {};
};

/// Lines, each with its newline. `newest_first` has each revision before those it follows; what a
/// revision follows and is not in it is not drawn.
std::string tree(const Manifest& manifest, const history::Graph& graph,
                 const std::vector<history::Graph::Index>& newest_first, const TreeStyle& style);

}  // namespace limbeck::cli
