// Names constraints and indexes by the naming convention.
#pragma once

#include <vector>

#include "migrations/operations/operation.h"
#include "migrations/schema/naming_convention.h"
#include "migrations/schema/schema.h"

namespace limbeck::operations {

/// Names each constraint and index that `operations` create without a name, also in create_table
/// and in blocks, in the same way as a scan names those of models. `before` is the schema that the
/// operations start from. The name of a check has the columns that it uses, in the order of the
/// table.
void name_by_convention(std::vector<Operation>& operations, const schema::Schema& before,
                        const schema::NamingConvention& convention);

/// Whether `operations` create a constraint or an index without a name.
bool has_nameless(const std::vector<Operation>& operations);

}  // namespace limbeck::operations
