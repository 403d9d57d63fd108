// Plans Alembic's stamp, which sets the version table and runs no operations.
#include <algorithm>

#include "migrations/history/errors.h"
#include "migrations/history/selection.h"

namespace limbeck::history {
namespace {

using Index = Graph::Index;

struct Destination {
  Indices revisions;            // none: base
  std::optional<Index> branch;  // only what shares lineage with it is touched
};

std::variant<Destination, Unresolved> destination_of(const Graph& graph, const std::string& target,
                                                     const std::vector<std::string>& current) {
  auto named = resolve(graph, target, current);
  if (auto* failed = std::get_if<Unresolved>(&named)) return *failed;
  Destination destination{std::get<Indices>(named), std::nullopt};
  const Identifier identifier = parse_identifier(graph, target);
  if (identifier.branch && destination.revisions.empty()) {
    auto origin = look_up_branch(graph, *identifier.branch);
    if (auto* failed = std::get_if<Unresolved>(&origin)) return *failed;
    destination.branch = std::get<Index>(origin);
  }
  return destination;
}

class Stamper {
 public:
  /// `kept` are the targets, which are not removed for other targets.
  Stamper(const Graph& graph, const Indices& rows, Indices kept)
      : graph_(graph), rows_(rows), start_(rows), kept_(std::move(kept)) {}

  void to_base(const std::optional<Index>& branch) {
    const Indices gone =
        branch ? only(start_, lineage(graph_, *branch, Follow::dependencies_too)) : start_;
    for (const Index row : gone) {
      if (take(row)) plan_.push_back({row, Direction::downgrade, {graph_.node(row).id}, {}});
    }
  }

  void to(Index revision) {
    const bool is_row = std::ranges::find(rows_, revision) != rows_.end();
    // The table has further rows of the same branch only if its rows contradict each other. They
    // are removed: the error about such rows recommends a stamp.
    const Indices related = only(start_, lineage(graph_, revision, Follow::dependencies_too));
    const Set above = descendants(graph_, {revision}, Follow::dependencies_too);
    Step step{revision, Direction::upgrade, {}, {}};
    for (const Index row : related) {
      if (row == revision || !take(row)) continue;
      step.removes.push_back(graph_.node(row).id);
      if (above[row] != 0) step.direction = Direction::downgrade;
    }
    if (is_row && step.removes.empty()) return;
    if (!is_row) {
      step.adds.push_back(graph_.node(revision).id);
      rows_.push_back(revision);
    }
    plan_.push_back(std::move(step));
  }

  Plan plan() && { return std::move(plan_); }

 private:
  // Removes a row. Returns false if an earlier target removed it or if it is a target.
  bool take(Index row) {
    if (std::ranges::find(kept_, row) != kept_.end()) return false;
    const auto found = std::ranges::find(rows_, row);
    if (found == rows_.end()) return false;
    rows_.erase(found);
    return true;
  }

  const Graph& graph_;
  Indices rows_;
  const Indices start_;
  const Indices kept_;
  Plan plan_;
};

}  // namespace

std::variant<Plan, Unresolved> plan_stamp(const Graph& graph,
                                          const std::vector<std::string>& current,
                                          const std::vector<std::string>& targets) {
  auto rows = rows_of(graph, current);
  if (auto* failed = std::get_if<Unresolved>(&rows)) return *failed;
  std::vector<Destination> destinations;
  Indices all;
  for (const std::string& target : targets) {
    auto destination = destination_of(graph, target, current);
    if (auto* failed = std::get_if<Unresolved>(&destination)) return *failed;
    destinations.push_back(std::get<Destination>(std::move(destination)));
    const Indices& revisions = destinations.back().revisions;
    all.insert(all.end(), revisions.begin(), revisions.end());
  }
  all = unique(graph, all);
  if (auto overlap = refuse_overlap(graph, all, false)) return *std::move(overlap);
  Stamper stamper(graph, std::get<Indices>(rows), all);
  for (const Destination& destination : destinations) {
    if (destination.revisions.empty()) stamper.to_base(destination.branch);
    for (const Index revision : destination.revisions) stamper.to(revision);
  }
  return std::move(stamper).plan();
}

}  // namespace limbeck::history
