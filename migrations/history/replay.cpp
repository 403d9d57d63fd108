#include "migrations/history/replay.h"

#include <iterator>
#include <stdexcept>
#include <utility>

#include "migrations/history/recorded.h"
#include "migrations/operations/compatible.h"
#include "migrations/operations/recorder.h"

namespace limbeck::history {
namespace {

using Problems = std::vector<Finding>;

}  // namespace

schema::Schema replay_schema(const Manifest& manifest, const std::vector<Graph::Index>& order,
                             Problems& problems) {
  schema::Schema schema;
  operations::Applier applier(schema);
  for (const Graph::Index index : order) {
    Problems found = applier.apply(recorded_upgrade(manifest, manifest.entries[index], schema));
    std::move(found.begin(), found.end(), std::back_inserter(problems));
  }
  return schema;
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
