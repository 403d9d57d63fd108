#include "migrations/history/walk.h"

#include <algorithm>

namespace limbeck::history {
namespace {

using Index = Graph::Index;

template <class Next>
Set reach(const Graph& graph, const Indices& starts, const Next& next) {
  Set seen(graph.size(), 0);
  Indices todo = starts;
  while (!todo.empty()) {
    const Index at = todo.back();
    todo.pop_back();
    if (seen[at] != 0) continue;
    seen[at] = 1;
    const auto further = next(at);
    todo.insert(todo.end(), further.begin(), further.end());
  }
  return seen;
}

}  // namespace

Set ancestors(const Graph& graph, const Indices& starts, Follow follow) {
  if (follow == Follow::parents) {
    return reach(graph, starts, [&](Index at) { return graph.revises(at); });
  }
  return reach(graph, starts, [&](Index at) { return graph.below(at); });
}

Set descendants(const Graph& graph, const Indices& starts, Follow follow) {
  if (follow == Follow::parents) {
    return reach(graph, starts, [&](Index at) { return graph.children(at); });
  }
  return reach(graph, starts, [&](Index at) { return graph.above(at); });
}

Set lineage(const Graph& graph, Index index, Follow follow) {
  Set set = ancestors(graph, {index}, follow);
  const Set up = descendants(graph, {index}, follow);
  for (Index i = 0; i < set.size(); ++i) {
    if (up[i] != 0) set[i] = 1;
  }
  return set;
}

Indices only(const Indices& indices, const Set& set) {
  Indices kept;
  for (const Index index : indices) {
    if (set[index] != 0) kept.push_back(index);
  }
  return kept;
}

Indices unique(const Graph& graph, const Indices& indices) {
  Set seen(graph.size(), 0);
  Indices kept;
  for (const Index index : indices) {
    if (seen[index]++ == 0) kept.push_back(index);
  }
  return kept;
}

}  // namespace limbeck::history
