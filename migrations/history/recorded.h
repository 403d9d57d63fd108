// What a revision says, with the names that it leaves to its target's naming convention.
#pragma once

#include <vector>

#include "limbeck/manifest.h"
#include "migrations/operations/operation.h"
#include "migrations/schema/schema.h"

namespace limbeck::history {

/// Gives a name to what `operations`, which are of that revision, make without one: by the patterns
/// that the manifest has for the revision, not by those of today, so that a name stays what
/// databases have it under. `before` is the schema that the operations start from.
void give_names(const Manifest& manifest, const ManifestEntry& entry,
                std::vector<operations::Operation>& operations, const schema::Schema& before);

/// The operations of the revision's upgrade, named.
std::vector<operations::Operation> recorded_upgrade(const Manifest& manifest,
                                                    const ManifestEntry& entry,
                                                    const schema::Schema& before);

}  // namespace limbeck::history
