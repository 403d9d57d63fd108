#pragma once

#include <string>
#include <vector>

#include "migrations/schema/schema.h"
#include "migrations/sql/dialect.h"
#include "migrations/sql/expression_rules.h"

namespace limbeck::sql::sqlite {

std::vector<Finding> refuse(const schema::Schema& schema);

const ExpressionRules& expression_rules();

/// Why SQLite takes no such expression there, with the way out; empty where it does, or where
/// it is not known. `table` is what its names mean.
std::string expression_problem(const std::string& sql, ExpressionPlace place,
                               const schema::Table* table, const schema::Schema& schema);

}  // namespace limbeck::sql::sqlite
