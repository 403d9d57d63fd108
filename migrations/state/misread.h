// Fills and conversions that read what is not there when they run.
#pragma once

#include <vector>

#include "migrations/operations/apply.h"

namespace limbeck::state {

/// What `.fill` and `.using_expression` of the operations read of tables and columns that an
/// earlier one has dropped or renamed, that a later one makes, or that the table does not have:
/// told at the operation that reads, with the place of the other. A new column that reads itself is
/// told too. On some databases such a name means something else than its author thinks, and no
/// error comes. `before` is the schema that the operations start from; `is_known` says that nothing
/// has changed it but operations.
std::vector<Finding> misread(const std::vector<operations::Operation>& operations,
                             const schema::Schema& before, bool is_known);

}  // namespace limbeck::state
