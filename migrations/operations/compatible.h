// Whether programs that were built before a revision go on working after it (design §6).
#pragma once

#include <vector>

#include "migrations/operations/operation.h"

namespace limbeck::operations {

/// Those of `operations` after which an older program may stop working; none where all of them only
/// add what it does not look at. The first of a kind that could change what it reads, or refuse
/// what it writes, is one, and so is SQL or C++ of the revision's own. Not looked at: `SELECT *`
/// and INSERT without column names, which no new column goes well with. `before` is the schema that
/// they start from. The pointers are into `operations`.
std::vector<const Operation*> incompatible_operations(const std::vector<Operation>& operations,
                                                      const schema::Schema& before);

}  // namespace limbeck::operations
