// The names that a revision leaves to the convention.
#pragma once

#include <vector>

#include "migrations/operations/operation.h"
#include "migrations/schema/naming_convention.h"
#include "migrations/schema/schema.h"

namespace limbeck::operations {

/// Gives a name to each constraint and index that `operations` make without one, inside
/// create_table and blocks too, as a scan names those of models. `before` is the schema that the
/// operations start from: a check is called after the columns that it names, in the order of its
/// table.
void name_by_convention(std::vector<Operation>& operations, const schema::Schema& before,
                        const schema::NamingConvention& convention);

/// Whether that would name anything.
bool has_nameless(const std::vector<Operation>& operations);

}  // namespace limbeck::operations
