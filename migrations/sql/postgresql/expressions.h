// What PostgreSQL takes as an expression of a schema, and as a default of a type.
#pragma once

#include <string>

#include "migrations/schema/schema.h"
#include "migrations/sql/expression_rules.h"

namespace limbeck::sql::postgresql {

const ExpressionRules& expression_rules();

/// What is wrong with it, or empty.
std::string expression_problem(std::string_view sql, ExpressionPlace place,
                               const schema::Table* table, const schema::Schema& schema);

/// Whether a default that is a literal, or a function whose type is known, can be no value of the
/// type; what is wrong then, or empty.
std::string default_problem(std::string_view sql, const schema::Type& type,
                            const schema::Schema& schema);

/// The type of an expression that is surely not true or false, in words; empty where it may be.
std::string type_of_no_condition(std::string_view sql, const schema::Table* table);

}  // namespace limbeck::sql::postgresql
