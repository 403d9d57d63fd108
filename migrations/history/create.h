// What a new revision stands on: the checks of `revision` and `merge`, before anything is written.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "migrations/history/plan.h"

namespace limbeck::history {

/// What `limbeck revision` and `limbeck merge` are asked for.
struct NewRevision {
  std::string id;
  /// Identifiers of what it revises; `base` starts a history of its own, several are a merge.
  std::vector<std::string> heads = {"head"};
  bool splice = false;  ///< a parent that is revised already is meant: the history forks there
  std::vector<std::string> branch_labels = {};
  std::vector<std::string> depends_on = {};
};

/// The node of the revision, without place, message and time: its parents and dependencies by their
/// whole ids (a dependency by label stays a label). Refuses an id that cannot be one or is taken, a
/// label that is taken, and a parent that is no head without `splice`.
std::variant<Node, Unresolved> new_revision(const Graph& graph, const NewRevision& request);

/// The directory of `directories` that the new revision's file goes to: `asked` (--version-path),
/// which must be one of them, else where the first revision is that it follows, else the only one.
std::variant<std::string, Unresolved> directory_of(const Graph& graph, const Node& node,
                                                   const std::vector<std::string>& directories,
                                                   const std::string& asked);

/// A new identifier as Alembic makes them: twelve hex digits at random, none of the graph's.
std::string new_id(const Graph& graph);

}  // namespace limbeck::history
