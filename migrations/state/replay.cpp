#include "migrations/state/replay.h"

#include <iterator>
#include <utility>

#include "migrations/history/recorded.h"
#include "migrations/operations/apply.h"

namespace limbeck::state {

LocatedReplay replay_with_locations(const Manifest& manifest,
                                    const std::vector<history::Graph::Index>& order) {
  LocatedReplay result;
  operations::Applier applier(result.schema);
  for (const history::Graph::Index index : order) {
    const std::vector<operations::Operation> upgrade =
        history::recorded_upgrade(manifest, manifest.entries[index], result.schema);
    std::vector<Finding> found = applier.apply(upgrade);
    std::move(found.begin(), found.end(), std::back_inserter(result.problems));
    follow(result.locations, upgrade, result.schema);
  }
  return result;
}

}  // namespace limbeck::state
