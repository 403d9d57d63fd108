#include "migrations/history/replay.h"

#include <iterator>
#include <stdexcept>
#include <utility>

#include "migrations/history/recorded.h"
#include "migrations/operations/compatible.h"
#include "migrations/operations/recorder.h"

namespace limbeck::history {

Replay replay(const Manifest& manifest, const std::vector<Graph::Index>& order) {
  Replay result;
  operations::Applier applier(result.schema);
  for (const Graph::Index index : order) {
    std::vector<Finding> found =
        applier.apply(recorded_upgrade(manifest, manifest.entries[index], result.schema));
    std::move(found.begin(), found.end(), std::back_inserter(result.problems));
  }
  return result;
}

OperationsOrProblems upgrades_of(const Manifest&, const ManifestEntry& entry, Direction direction,
                                 const schema::Schema&) {
  if (direction != Direction::upgrade) throw std::logic_error("this program only upgrades");
  return operations::record(entry.revision->upgrade);
}

bool is_compatible(const Revision& revision, const std::vector<operations::Operation>& upgrade,
                   const schema::Schema& before) {
  if (!revision.incompatible.empty()) return false;
  return !revision.compatible.empty() || operations::older_programs_go_on(upgrade, before);
}

}  // namespace limbeck::history
