// Resolves the targets of upgrades and downgrades (identifier.h).
#include <algorithm>

#include "migrations/history/errors.h"
#include "migrations/history/identifier.h"

namespace limbeck::history {
namespace {

using Index = Graph::Index;

// The newest applied revisions of a branch on which the table has no row. They are applied because
// they are ancestors or dependencies of a row on another branch.
Indices applied_tips(const Graph& graph, const Indices& rows, const Set& members) {
  Set active = ancestors(graph, rows, Follow::dependencies_too);
  for (Index i = 0; i < active.size(); ++i) {
    if (members[i] == 0) active[i] = 0;
  }
  Indices tips;
  for (Index i = 0; i < active.size(); ++i) {
    if (active[i] == 0) continue;
    const auto above = graph.above(i);
    if (std::ranges::none_of(above, [&](Index over) { return active[over] != 0; })) {
      tips.push_back(i);
    }
  }
  return tips;
}

// `+2` and `label@+2` start from the only row, from the row of the branch, or from base.
std::variant<Place, Unresolved> start_of_upgrade(const Graph& graph, const Identifier& identifier,
                                                 const Indices& rows) {
  Indices starts = rows;
  if (identifier.branch) {
    auto origin = look_up_branch(graph, *identifier.branch);
    if (auto* failed = std::get_if<Unresolved>(&origin)) return *failed;
    const Set members = lineage(graph, std::get<Index>(origin));
    starts = only(rows, members);
    if (starts.empty()) starts = applied_tips(graph, rows, members);
  }
  if (starts.size() > 1) return several_current(graph, identifier.text, starts);
  return starts.empty() ? Place() : Place(starts.front());
}

// `-1` starts from the first row, `label@-1` from the row of the branch or its newest applied
// revision.
std::variant<Place, Unresolved> start_of_downgrade(const Graph& graph, const Identifier& identifier,
                                                   const Indices& rows) {
  if (rows.empty()) return too_far(identifier.text, *identifier.steps, 0);
  if (!identifier.branch) return Place(rows.front());
  auto origin = look_up_branch(graph, *identifier.branch);
  if (auto* failed = std::get_if<Unresolved>(&origin)) return *failed;
  const Set members = lineage(graph, std::get<Index>(origin));
  Indices starts = only(rows, members);
  if (starts.empty()) starts = applied_tips(graph, rows, members);
  if (starts.empty()) return too_far(identifier.text, *identifier.steps, 0);
  if (starts.size() > 1) return one_only(graph, identifier.text, starts);
  return Place(starts.front());
}

Indices as_list(Place place) { return place ? Indices{*place} : Indices{}; }

}  // namespace

std::variant<Indices, Unresolved> upgrade_targets(const Graph& graph, std::string_view target,
                                                  const Indices& rows, bool exact) {
  const Identifier identifier = parse_identifier(graph, target);
  if (!identifier.steps) return resolve_symbol(graph, identifier, rows);
  if (*identifier.steps <= 0 && identifier.symbol.empty()) {
    return wrong_direction(identifier.text, *identifier.steps, true);
  }
  std::variant<Place, Unresolved> start;
  if (identifier.symbol.empty()) {
    start = start_of_upgrade(graph, identifier, rows);
  } else {
    // For steps up, the branch decides at a branch point below it; for steps down, it is the start.
    Identifier named = identifier;
    if (*identifier.steps > 0 && identifier.symbol != "head" && identifier.symbol != "heads") {
      named.branch.reset();
    }
    start = resolve_place(graph, named, rows);
  }
  if (auto* failed = std::get_if<Unresolved>(&start)) return *failed;
  auto place = walk(graph, identifier, std::get<Place>(start), exact);
  if (auto* failed = std::get_if<Unresolved>(&place)) return *failed;
  return as_list(std::get<Place>(place));
}

std::variant<DowngradeTarget, Unresolved> downgrade_target(const Graph& graph,
                                                           std::string_view target,
                                                           const Indices& rows, bool exact) {
  const Identifier identifier = parse_identifier(graph, target.empty() ? "base" : target);
  DowngradeTarget result;
  if (identifier.branch) {
    auto origin = look_up_branch(graph, *identifier.branch);
    if (auto* failed = std::get_if<Unresolved>(&origin)) return *failed;
    result.branch = std::get<Index>(origin);
  }
  // `c2@b` is b, which may be on other branches as well. Of its descendants, only those on the
  // branch are undone.
  Identifier named = identifier;
  if (identifier.symbol != "head" && identifier.symbol != "heads" &&
      identifier.steps.value_or(1) > 0) {
    named.branch.reset();
  }
  std::variant<Place, Unresolved> start;
  if (!identifier.steps || !identifier.symbol.empty()) {
    start = resolve_place(graph, named, rows);
  } else if (*identifier.steps >= 0) {
    return wrong_direction(identifier.text, *identifier.steps, false);
  } else {
    start = start_of_downgrade(graph, identifier, rows);
    // With several rows, only the branch of the first one is downgraded.
    if (!identifier.branch && !rows.empty()) result.branch = rows.front();
  }
  if (auto* failed = std::get_if<Unresolved>(&start)) return *failed;
  result.to = std::get<Place>(start);
  if (!identifier.steps) return result;
  auto place = walk(graph, identifier, result.to, exact);
  if (auto* failed = std::get_if<Unresolved>(&place)) return *failed;
  result.to = std::get<Place>(place);
  return result;
}

}  // namespace limbeck::history
