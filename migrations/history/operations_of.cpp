// The operations of both directions. Applications that only upgrade do not link this.
#include <utility>

#include "migrations/findings/rule_id.h"
#include "migrations/history/recorded.h"
#include "migrations/history/replay.h"
#include "migrations/operations/recorder.h"
#include "migrations/text/concat.h"
#include "migrations/text/shown.h"

namespace limbeck::history {
namespace {

using Operations = std::vector<operations::Operation>;
using Problems = std::vector<Finding>;

std::string named(const ManifestEntry& entry) {
  std::string name = "revision " + std::string(entry.id);
  if (!entry.revision->message.empty())
    name += concat({" \"", one_line(entry.revision->message), "\""});
  return name;
}

}  // namespace

schema::Location location_of(const ManifestEntry& entry) {
  return {.file = std::string(entry.file), .line = entry.line, .column = 1};
}

OperationsOrProblems operations_of(const Manifest& manifest, const ManifestEntry& entry,
                                   Direction direction, const schema::Schema& before_upgrade) {
  const Revision& revision = *entry.revision;
  if (direction == Direction::upgrade) return operations::record(revision.upgrade);
  switch (revision.downgrade.kind) {
    case Downgrade::Kind::operations:
      return operations::record(revision.downgrade.step);
    case Downgrade::Kind::reverse_of_upgrade:
      return operations::reverse(recorded_upgrade(manifest, entry, before_upgrade), before_upgrade);
    case Downgrade::Kind::irreversible:
      return Problems{{RuleId::operation,
                       concat({named(entry), " cannot be downgraded: ", revision.downgrade.reason}),
                       location_of(entry)}};
    case Downgrade::Kind::none:
      break;
  }
  Operations upgrade = operations::record(revision.upgrade);
  if (upgrade.empty()) return upgrade;
  return Problems{{RuleId::operation,
                   named(entry) +
                       " does not say how it is downgraded; give it a .downgrade: operations, "
                       "limbeck::reverse_of_upgrade or limbeck::irreversible(\"why\")",
                   location_of(entry)}};
}

}  // namespace limbeck::history
