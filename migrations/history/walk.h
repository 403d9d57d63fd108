// Sets of revisions that can be reached from others. Each function runs in time linear in its
// result.
#pragma once

#include <vector>

#include "migrations/history/graph.h"

namespace limbeck::history {

/// A set of revisions, with one entry for each revision. vector<bool> would be slower.
using Set = std::vector<char>;
using Indices = std::vector<Graph::Index>;

enum class Follow : unsigned char { parents, dependencies_too };

/// `starts` and everything below them.
Set ancestors(const Graph& graph, const Indices& starts, Follow follow);
/// `starts` and everything above them.
Set descendants(const Graph& graph, const Indices& starts, Follow follow);
/// The ancestors and the descendants of a revision, and the revision.
Set lineage(const Graph& graph, Graph::Index index, Follow follow = Follow::parents);

/// The members of `indices` that are in `set`.
Indices only(const Indices& indices, const Set& set);
/// `indices` without duplicates, in the order of their first occurrence.
Indices unique(const Graph& graph, const Indices& indices);

/// Sorts `todo`, descendants before ancestors, in Alembic's order: from `heads` down, all of one
/// branch before the next, and branches in load order. A downgrade uses this order, an upgrade the
/// opposite.
Indices newest_first(const Graph& graph, Set todo, const Indices& heads);

}  // namespace limbeck::history
