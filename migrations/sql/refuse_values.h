// Values of enums in the texts of a schema, for every dialect: where a database has no enums, a
// check keeps the values all the same.
#pragma once

#include <vector>

#include "migrations/sql/dialect.h"

namespace limbeck::sql {

/// What says a value that its enum does not have, in the same words for every dialect. Of a view
/// nothing is said: its names may be its own.
void refuse_values(const schema::Schema& schema, std::vector<Finding>& refusals);

}  // namespace limbeck::sql
