// The operations of a revision, with the names that its target's naming convention gives.
#pragma once

#include <vector>

#include "limbeck/manifest.h"
#include "migrations/operations/operation.h"
#include "migrations/schema/schema.h"

namespace limbeck::history {

/// Names the constraints and indexes that `operations` create without a name. The patterns are
/// those that were in use when the revision was written, so that the names are the same as in
/// databases that have it. `before` is the schema that the operations start from.
void give_names(const Manifest& manifest, const ManifestEntry& entry,
                std::vector<operations::Operation>& operations, const schema::Schema& before);

/// The operations of the revision's upgrade, named.
std::vector<operations::Operation> recorded_upgrade(const Manifest& manifest,
                                                    const ManifestEntry& entry,
                                                    const schema::Schema& before);

}  // namespace limbeck::history
