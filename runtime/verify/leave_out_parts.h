// What others own of a table that is ours: their indexes, columns, constraints and triggers.
#pragma once

#include <string>
#include <vector>

#include "runtime/verify/leave_out.h"

namespace limbeck::verify {

/// Takes these parts from what was read, unless `kept` has them too; with a column the constraints
/// and indexes on it, and with each part what is said of it. Appends their names to `excluded`.
void leave_out_parts(introspect::Result& read, const schema::Schema& kept,
                     const schema::Filter& filter, const Naming& naming,
                     std::vector<std::string>& excluded);

}  // namespace limbeck::verify
