// The checks of `limbeck revision` and `limbeck merge` before they write a file.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "migrations/history/plan.h"

namespace limbeck::history {

/// The arguments of `limbeck revision` and `limbeck merge`.
struct NewRevision {
  std::string id;
  /// Identifiers of the revisions that it revises. `base` starts a new history, and several make a
  /// merge.
  std::vector<std::string> heads = {"head"};
  bool splice = false;  ///< a parent may have children already; the history gets a branch there
  std::vector<std::string> branch_labels = {};
  std::vector<std::string> depends_on = {};
};

/// The node of the new revision, without place, message and time. Its parents and dependencies are
/// full ids, but a dependency by label stays a label. Fails if the id is invalid or in use, if a
/// label is in use, or if a parent is no head and `splice` is not set.
std::variant<Node, Unresolved> new_revision(const Graph& graph, const NewRevision& request);

/// The directory for the file of the new revision. `asked` (--version-path) has to be one of
/// `directories`. If it is empty, the directory is that of the first parent, or the only one.
std::variant<std::string, Unresolved> directory_of(const Graph& graph, const Node& node,
                                                   const std::vector<std::string>& directories,
                                                   const std::string& asked);

/// A new identifier like those of Alembic: twelve random hexadecimal digits, not in use in the
/// graph.
std::string new_id(const Graph& graph);

}  // namespace limbeck::history
