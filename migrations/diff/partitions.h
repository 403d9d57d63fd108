// Tables that become partitions, and partitions that become tables: before and after the rest.
#pragma once

#include <vector>

#include "migrations/diff/diff.h"

namespace limbeck::diff {

/// Detaches in `work` every partition that is one of another table in `to`, under another bound, or
/// none, and says so in `operations`.
void detach(schema::Schema& work, const schema::Schema& to,
            std::vector<operations::Operation>& operations);

/// The tables of `from` that are to be partitions: `to` becomes what has to be before they are
/// attached, which the result does.
std::vector<operations::Operation> attach(const schema::Schema& from, schema::Schema& to);

}  // namespace limbeck::diff
