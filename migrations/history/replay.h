// The schema at a revision, without a database: the operations of the revisions before it,
// replayed.
#pragma once

#include <vector>

#include "limbeck/manifest.h"
#include "migrations/history/plan.h"
#include "migrations/operations/apply.h"

namespace limbeck::history {

/// The outcome of a replay. With problems, `schema` is what could be built.
struct Replay {
  schema::Schema schema;
  std::vector<Finding> problems;
};

using OperationsOrProblems = std::variant<std::vector<operations::Operation>, std::vector<Finding>>;

/// The line of LIMBECK_REVISION.
schema::Location location_of(const ManifestEntry& entry);

/// Replays `order` (parents before children) from nothing.
Replay replay(const Manifest& manifest, const std::vector<Graph::Index>& order);

/// A revision's operations in a direction, given the schema that direction starts from: its own, or
/// for a downgrade by `reverse_of_upgrade` the reverse of its upgrade. `before_upgrade` is only
/// asked for then. An irreversible revision's downgrade is a problem with its reason. What they
/// leave to the naming convention has no name yet but in a reverse: see give_names.
OperationsOrProblems operations_of(const Manifest& manifest, const ManifestEntry& entry,
                                   Direction direction, const schema::Schema& before_upgrade);

/// The same for upgrades alone, for programs that never go down: it links nothing of what reverses
/// operations.
OperationsOrProblems upgrades_of(const Manifest& manifest, const ManifestEntry& entry,
                                 Direction direction, const schema::Schema& before_upgrade);
using OperationsOf = decltype(&operations_of);

/// Whether a program that does not know the revision goes on working after it: as it says, or else
/// as its upgrade's operations, applied to `before`, say.
bool is_compatible(const Revision& revision, const std::vector<operations::Operation>& upgrade,
                   const schema::Schema& before);

}  // namespace limbeck::history
