#pragma once

#include <string>
#include <vector>

#include "migrations/operations/operation.h"
#include "migrations/sql/expression_rules.h"

namespace limbeck::sql {

/// FullDialect::refuse of an operation, by the rules of its database's expressions.
std::vector<std::string> refuse_operation(const operations::Operation& operation,
                                          const schema::Schema& after,
                                          const ExpressionRules& rules);

}  // namespace limbeck::sql
