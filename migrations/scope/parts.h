// The parts of a table that do not belong to the history although the table does: columns,
// constraints, indexes and triggers that a pattern names.
#pragma once

#include <vector>

#include "migrations/scope/scope.h"

namespace limbeck::scope {

/// Removes these parts from `found` unless `history` has them too, and with a column the
/// constraints and indexes on it. Appends to `left_out` what was removed.
void leave_out_parts(const Scope& scope, schema::Schema& found, const schema::Schema& history,
                     std::vector<LeftOut>& left_out);

}  // namespace limbeck::scope
