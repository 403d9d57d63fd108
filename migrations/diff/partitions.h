// Detaches partitions before all other changes of tables, and attaches them after those.
#pragma once

#include <vector>

#include "migrations/diff/diff.h"
#include "migrations/diff/ordering.h"

namespace limbeck::diff {

/// Detaches in `work` every partition that in `to` has another table or bound, or is no partition.
/// Appends these operations to `operations`.
void detach(schema::Schema& work, const schema::Schema& to,
            std::vector<operations::Operation>& operations);

/// Attaches the tables of `from` that are partitions in `to`. Changes `to` to the schema before
/// they are attached, and returns the operations that attach them.
std::vector<operations::Operation> attach(const schema::Schema& from, schema::Schema& to);

/// Whether an index of a new partitioned table has to be created after the indexes of its
/// partitions in `created`. PostgreSQL creates the same index on each partition, under a name that
/// is not in use (CREATE INDEX), which may be the name of a later index. An equal index of a
/// partition would be taken for it, so such an index does not wait.
bool waits_for_partitions(const schema::Index& index, const schema::Name& table,
                          const Tables& created);

}  // namespace limbeck::diff
