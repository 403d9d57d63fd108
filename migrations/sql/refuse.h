// What no dialect takes, in the same words for each of them.
#pragma once

#include <string>
#include <vector>

#include "migrations/operations/operation.h"
#include "migrations/sql/dialect.h"
#include "migrations/sql/expression_rules.h"

namespace limbeck::sql {

/// FullDialect::refuse of an operation, by the rules of its database's expressions.
std::vector<std::string> refuse_operation(const operations::Operation& operation,
                                          const schema::Schema& after,
                                          const ExpressionRules& rules);

// Values of enums in the texts of a schema, for every dialect: where a database has no enums, a
// check keeps the values all the same.

/// What says a value that its enum does not have, in the same words for every dialect. Of a view
/// nothing is said: its names may be its own.
void refuse_values(const schema::Schema& schema, std::vector<Finding>& refusals);

}  // namespace limbeck::sql
