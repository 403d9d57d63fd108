// Indexes and constraints of which nothing changes but the name.
#pragma once

#include <vector>

#include "migrations/operations/apply.h"
#include "migrations/operations/operation.h"

namespace limbeck::diff {

/// Renames in `work` the indexes and constraints that `to` has under other names: after a column
/// was renamed that they are named after, or with another convention. Where the new name is not
/// free, or two go in a circle, they are left to be dropped and created.
void rename_parts(operations::Applier& work, const schema::Schema& to,
                  std::vector<operations::Operation>& operations);

}  // namespace limbeck::diff
