// Whether programs that were built before a revision go on working after it (design §6).
#pragma once

#include <vector>

#include "migrations/operations/made.h"
#include "migrations/operations/operation.h"

namespace limbeck::operations {

/// False where an older program may stop working after the operation, which is no block: it could
/// change what the program reads, or refuse what it writes, or it is SQL or C++ of the revision's
/// own. What only adds something that the program does not look at is harmless. Not looked at:
/// `SELECT *` and INSERT without column names, which no new column goes well with. `before` is the
/// schema that the revision starts from, `made` what it has made before the operation.
bool older_programs_go_on(const Operation& operation, const schema::Schema& before,
                          const Made& made);

/// The same for all operations of a revision, those in blocks too.
bool older_programs_go_on(const std::vector<Operation>& operations, const schema::Schema& before);

}  // namespace limbeck::operations
