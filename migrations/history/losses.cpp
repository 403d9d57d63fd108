#include "migrations/history/losses.h"

#include <utility>

#include "migrations/history/replay.h"
#include "migrations/operations/recorder.h"

namespace limbeck::history {

std::vector<UnmarkedLoss> unmarked_losses(const Manifest& manifest, const Graph& graph) {
  std::vector<UnmarkedLoss> unmarked;
  schema::Schema schema;
  for (const Graph::Index index : topological_order(graph)) {
    const Revision& revision = *manifest.entries[index].revision;
    auto losses = operations::losses(operations::record(revision.upgrade), schema);
    if (!revision.destructive.empty()) continue;
    for (operations::Loss& loss : losses) unmarked.push_back({index, std::move(loss)});
  }
  return unmarked;
}

}  // namespace limbeck::history
