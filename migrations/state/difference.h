// Describes the differences between two schemas in a few words.
#pragma once

#include <string>
#include <vector>

#include "migrations/operations/apply.h"
#include "migrations/schema/schema.h"

namespace limbeck::state {

/// What is wrong with `got`, if it should be `wanted`: `column 'users.nick' is not dropped`, `table
/// 'posts' is missing`, `column 'users.id' has another type`. What schema::equivalent does not
/// count does not here. Empty if they are equivalent.
std::vector<std::string> differences(schema::Schema wanted, schema::Schema got);

// Fills and conversions that read what is not there when they run.

/// What `.fill` and `.using_expression` of the operations read of tables and columns that an
/// earlier one has dropped or renamed, that a later one makes, or that the table does not have:
/// reported at the operation that reads, with the place of the other. A new column that reads
/// itself is reported too. On some databases such a name means something else than its author
/// thinks, and no error comes. `before` is the schema that the operations start from; `is_known`
/// says that nothing has changed it but operations.
std::vector<Finding> misread(const std::vector<operations::Operation>& operations,
                             const schema::Schema& before, bool is_known);

}  // namespace limbeck::state
