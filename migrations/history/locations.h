// Which line of which revision last made or changed each thing of a replayed schema.
#pragma once

#include <vector>

#include "migrations/operations/operation.h"

namespace limbeck::history {

/// Brings `locations` up to date with `operations`, which were applied and led to `after`: what
/// they make or change is at their line, what they rename keeps its parts, what they drop is
/// forgotten.
void follow(schema::SourceMap& locations, const std::vector<operations::Operation>& operations,
            const schema::Schema& after);

}  // namespace limbeck::history
