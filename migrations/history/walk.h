// Sets of revisions reached from others. Each function is linear in what it reaches.
#pragma once

#include <vector>

#include "migrations/history/graph.h"

namespace limbeck::history {

/// A set of revisions: an entry a revision, not vector<bool>, which is slower to walk by.
using Set = std::vector<char>;
using Indices = std::vector<Graph::Index>;

enum class Follow : unsigned char { parents, dependencies_too };

/// `starts` and everything below them.
Set ancestors(const Graph& graph, const Indices& starts, Follow follow);
/// `starts` and everything above them.
Set descendants(const Graph& graph, const Indices& starts, Follow follow);
/// The branch of a revision: all it stands on and all that stands on it.
Set lineage(const Graph& graph, Graph::Index index, Follow follow = Follow::parents);

/// The members of `indices` that are in `set`.
Indices only(const Indices& indices, const Set& set);
/// Each once, the first time it comes.
Indices unique(const Graph& graph, const Indices& indices);

/// `todo`, each after all that stands on it: from `heads` down one branch as far as it goes before
/// the next, ties by load order. Alembic's order; a downgrade's is this, an upgrade's is the
/// reverse.
Indices newest_first(const Graph& graph, Set todo, const Indices& heads);

}  // namespace limbeck::history
