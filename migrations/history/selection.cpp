#include "migrations/history/selection.h"

#include <algorithm>
#include <optional>

#include "migrations/history/errors.h"

namespace limbeck::history {
namespace {

using Index = Graph::Index;

std::string names(const Graph& graph, const Indices& revisions) {
  return list_of(graph, revisions);
}

}  // namespace

std::optional<Unresolved> refuse_overlap(const Graph& graph, const Indices& all, bool are_current) {
  if (all.size() < 2) return std::nullopt;
  Indices below;
  for (const Index index : all) {
    const auto under = graph.below(index);
    below.insert(below.end(), under.begin(), under.end());
  }
  if (only(all, ancestors(graph, below, Follow::dependencies_too)).empty()) return std::nullopt;
  for (const Index index : all) {
    Indices others = only(all, ancestors(graph, {index}, Follow::dependencies_too));
    std::erase(others, index);
    if (!others.empty()) return overlapping(graph, index, others, are_current);
  }
  return std::nullopt;
}

std::variant<Indices, Unresolved> current_rows(const Graph& graph,
                                               const std::vector<std::string>& current) {
  auto rows = rows_of(graph, current);
  if (std::holds_alternative<Unresolved>(rows)) return rows;
  if (auto overlap = refuse_overlap(graph, std::get<Indices>(rows), true)) {
    return *std::move(overlap);
  }
  return rows;
}

std::variant<Selection, Unresolved> select_upgrade(const Graph& graph, const Indices& targets,
                                                   const Indices& lower,
                                                   const IterateOptions& options,
                                                   bool lower_is_current) {
  const Indices heads = unique(graph, targets);
  const Indices start = unique(graph, lower);
  if (auto overlap = refuse_overlap(graph, heads, false)) return *std::move(overlap);
  if (auto overlap = refuse_overlap(graph, start, lower_is_current)) return *std::move(overlap);
  Set needed = ancestors(graph, heads, Follow::dependencies_too);
  if (!options.implicit_base && only(start, needed).size() < start.size()) {
    return not_an_ancestor(names(graph, start), names(graph, heads));
  }
  const Set have = ancestors(graph, start, Follow::dependencies_too);
  for (Index i = 0; i < needed.size(); ++i) {
    if (have[i] != 0) needed[i] = 0;
  }
  if (options.inclusive) {
    for (const Index index : start) needed[index] = 1;
  }
  if (!start.empty() && !options.implicit_base) {
    const Set over = descendants(graph, start, Follow::parents);
    for (Index i = 0; i < needed.size(); ++i) {
      if (over[i] == 0) needed[i] = 0;
    }
  }
  return Selection{std::move(needed), heads};
}

std::variant<Selection, Unresolved> select_downgrade(const Graph& graph, const Indices& rows,
                                                     const DowngradeTarget& target,
                                                     std::string_view target_text,
                                                     const IterateOptions& options) {
  Indices roots;
  if (!target.to) {
    roots = graph.bases();
  } else if (options.inclusive) {
    roots = {*target.to};
  } else {
    roots.assign(graph.children(*target.to).begin(), graph.children(*target.to).end());
  }
  if (target.branch && roots.size() > 1) {
    roots = only(roots, ancestors(graph, {*target.branch}, Follow::parents));
    if (roots.empty()) return not_a_downgrade_target(graph, target_text, rows);
  }
  const Set active = ancestors(graph, rows, Follow::dependencies_too);
  Set gone = descendants(graph, roots, Follow::dependencies_too);
  bool any = false;
  for (Index i = 0; i < gone.size(); ++i) {
    if (active[i] == 0) gone[i] = 0;
    any = any || gone[i] != 0;
  }
  if (options.implicit_base) {
    const Set kept = ancestors(graph, roots, Follow::dependencies_too);
    for (Index i = 0; i < gone.size(); ++i) gone[i] |= active[i] != 0 && kept[i] == 0 ? 1 : 0;
  }
  const bool is_row = target.to && std::ranges::find(rows, *target.to) != rows.end();
  if (target.to && !any && !is_row) return not_a_downgrade_target(graph, target_text, rows);
  return Selection{std::move(gone), rows};
}

}  // namespace limbeck::history
