// The line of a revision that created each part of a replayed schema, or changed it last.
#pragma once

#include <vector>

#include "migrations/operations/operation.h"

namespace limbeck::state {

/// Updates `locations` for `operations`, which were applied and led to `after`. What they create or
/// change gets their line, what they rename keeps the lines of its parts, and what they drop is
/// removed.
void follow(schema::SourceMap& locations, const std::vector<operations::Operation>& operations,
            const schema::Schema& after);

}  // namespace limbeck::state
