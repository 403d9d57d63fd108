// Renames indexes and constraints of which only the name changes.
#pragma once

#include <vector>

#include "migrations/operations/apply.h"
#include "migrations/operations/operation.h"

namespace limbeck::diff {

/// Renames the indexes and constraints of `work` that `to` has under other names, because a column
/// that is a part of the name or the naming convention has changed. Those whose new name is in use,
/// or that exchange their names, are not renamed; the comparison drops and creates them.
void rename_parts(operations::Applier& work, const schema::Schema& to,
                  std::vector<operations::Operation>& operations);

}  // namespace limbeck::diff
