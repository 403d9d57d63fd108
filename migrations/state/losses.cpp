#include "migrations/state/state.h"

#include <algorithm>
#include <utility>

#include "migrations/history/recorded.h"
#include "migrations/history/replay.h"
#include "migrations/operations/recorder.h"
#include "migrations/operations/subject.h"
#include "migrations/rules/rules.h"

namespace limbeck::state {

std::vector<UnmarkedLoss> unmarked_losses(const Manifest& manifest, const history::Graph& graph) {
  struct Upgrade {
    history::Graph::Index index = 0;
    std::vector<operations::Operation> operations;
  };
  std::vector<Upgrade> upgrades;
  std::size_t suspects_end = 0;  // what comes after the last suspect need not be replayed
  for (const history::Graph::Index index : history::topological_order(graph)) {
    const Revision& revision = *manifest.entries[index].revision;
    upgrades.push_back({index, operations::record(revision.upgrade)});
    const auto& operations = upgrades.back().operations;
    if (revision.destructive.empty() && std::ranges::any_of(operations, operations::can_destroy)) {
      suspects_end = upgrades.size();
    }
  }
  upgrades.resize(suspects_end);
  std::vector<UnmarkedLoss> unmarked;
  schema::Schema schema;
  operations::Applier applier(schema);
  for (Upgrade& upgrade : upgrades) {
    history::give_names(manifest, manifest.entries[upgrade.index], upgrade.operations, schema);
    auto losses = rules::check({upgrade.operations}, applier, rules::Concern::loss);
    if (!manifest.entries[upgrade.index].revision->destructive.empty()) continue;
    for (Finding& loss : losses) unmarked.push_back({upgrade.index, std::move(loss)});
  }
  return unmarked;
}

}  // namespace limbeck::state
