#include "migrations/history/plan.h"

#include <algorithm>

#include "migrations/history/errors.h"
#include "migrations/history/identifier.h"
#include "migrations/history/selection.h"

namespace limbeck::history {
namespace {

using Index = Graph::Index;

// The version table while a plan is made. It has a row for each applied revision that is no
// ancestor or dependency of another applied one.
class Rows {
 public:
  Rows(const Graph& graph, const Indices& rows)
      : graph_(graph), row_(graph.size(), 0), applied_over_(graph.size(), 0) {
    const Set active = ancestors(graph, rows, Follow::dependencies_too);
    for (Index i = 0; i < active.size(); ++i) {
      if (active[i] == 0) continue;
      for (const Index under : graph.below(i)) ++applied_over_[under];
    }
    for (const Index row : rows) row_[row] = 1;
  }

  Step upgrade(Index revision) {
    Step step{revision, Direction::upgrade, {}, {}};
    for (const Index under : graph_.below(revision)) {
      ++applied_over_[under];
      if (row_[under] == 0) continue;
      row_[under] = 0;
      step.removes.push_back(graph_.node(under).id);
    }
    row_[revision] = 1;
    step.adds.push_back(graph_.node(revision).id);
    return step;
  }

  Step downgrade(Index revision) {
    Step step{revision, Direction::downgrade, {}, {}};
    if (row_[revision] != 0) step.removes.push_back(graph_.node(revision).id);
    row_[revision] = 0;
    for (const Index under : graph_.below(revision)) {
      if (--applied_over_[under] > 0 || row_[under] != 0) continue;
      row_[under] = 1;
      step.adds.push_back(graph_.node(under).id);
    }
    return step;
  }

 private:
  const Graph& graph_;
  Set row_;
  std::vector<std::size_t> applied_over_;  // how many applied revisions stand directly on it
};

std::variant<Plan, Unresolved> upgrade_to(const Graph& graph, const Indices& rows,
                                          const Indices& targets) {
  auto selected = select_upgrade(graph, targets, rows, {.implicit_base = true}, true);
  if (auto* failed = std::get_if<Unresolved>(&selected)) return *failed;
  auto& selection = std::get<Selection>(selected);
  Indices order = newest_first(graph, std::move(selection.revisions), selection.heads);
  Rows table(graph, rows);
  Plan plan;
  plan.reserve(order.size());
  std::for_each(order.rbegin(), order.rend(),
                [&](Index revision) { plan.push_back(table.upgrade(revision)); });
  return plan;
}

}  // namespace

std::vector<std::string> rows_after(std::vector<std::string> rows, const Step& step) {
  for (const std::string& gone : step.removes) std::erase(rows, gone);
  rows.insert(rows.end(), step.adds.begin(), step.adds.end());
  std::sort(rows.begin(), rows.end());
  return rows;
}

std::variant<Plan, Unresolved> plan_upgrade(const Graph& graph,
                                            const std::vector<std::string>& current,
                                            std::string_view target) {
  return plan_upgrade(graph, current, std::vector<std::string>{std::string(target)});
}

std::variant<Plan, Unresolved> plan_upgrade(const Graph& graph,
                                            const std::vector<std::string>& current,
                                            const std::vector<std::string>& targets) {
  auto rows = current_rows(graph, current);
  if (auto* failed = std::get_if<Unresolved>(&rows)) return *failed;
  Indices all;
  for (const std::string& target : targets) {
    auto resolved = upgrade_targets(graph, target, std::get<Indices>(rows), true);
    if (auto* failed = std::get_if<Unresolved>(&resolved)) return *failed;
    const Indices& some = std::get<Indices>(resolved);
    all.insert(all.end(), some.begin(), some.end());
  }
  return upgrade_to(graph, std::get<Indices>(rows), all);
}

std::variant<Plan, Unresolved> plan_downgrade(const Graph& graph,
                                              const std::vector<std::string>& current,
                                              std::string_view target) {
  auto rows = current_rows(graph, current);
  if (auto* failed = std::get_if<Unresolved>(&rows)) return *failed;
  const Indices& applied_rows = std::get<Indices>(rows);
  auto to = downgrade_target(graph, target, applied_rows, true);
  if (auto* failed = std::get_if<Unresolved>(&to)) return *failed;
  auto selected = select_downgrade(graph, applied_rows, std::get<DowngradeTarget>(to), target,
                                   IterateOptions{});
  if (auto* failed = std::get_if<Unresolved>(&selected)) return *failed;
  auto& selection = std::get<Selection>(selected);
  Rows table(graph, applied_rows);
  Plan plan;
  for (const Index revision :
       newest_first(graph, std::move(selection.revisions), selection.heads)) {
    plan.push_back(table.downgrade(revision));
  }
  return plan;
}

std::variant<Indices, Unresolved> applied(const Graph& graph,
                                          const std::vector<std::string>& current,
                                          Overlap overlap) {
  auto rows = overlap == Overlap::refuse ? current_rows(graph, current) : rows_of(graph, current);
  if (auto* failed = std::get_if<Unresolved>(&rows)) return *failed;
  const Set active = ancestors(graph, std::get<Indices>(rows), Follow::dependencies_too);
  Indices list;
  for (Index i = 0; i < active.size(); ++i) {
    if (active[i] != 0) list.push_back(i);
  }
  return list;
}

Indices topological_order(const Graph& graph) {
  Indices order = newest_first(graph, Set(graph.size(), 1), graph.real_heads());
  std::reverse(order.begin(), order.end());
  return order;
}

}  // namespace limbeck::history
