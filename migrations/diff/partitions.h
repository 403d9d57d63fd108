// Tables that become partitions, and partitions that become tables: before and after the rest.
#pragma once

#include <vector>

#include "migrations/diff/diff.h"
#include "migrations/diff/ordering.h"

namespace limbeck::diff {

/// Detaches in `work` every partition that is one of another table in `to`, under another bound, or
/// none, and says so in `operations`.
void detach(schema::Schema& work, const schema::Schema& to,
            std::vector<operations::Operation>& operations);

/// The tables of `from` that are to be partitions: `to` becomes what has to be before they are
/// attached, which the result does.
std::vector<operations::Operation> attach(const schema::Schema& from, schema::Schema& to);

/// Whether an index of a new partitioned table has to come after the indexes of its partitions in
/// `created`. Each of them gets one for it, by a name that PostgreSQL chooses among those that are
/// not taken (CREATE INDEX). An index that is the same would become the partition's for it: that
/// one does not wait.
bool waits_for_partitions(const schema::Index& index, const schema::Name& table,
                          const Tables& created);

}  // namespace limbeck::diff
