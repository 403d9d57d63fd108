// Dates and times, which limbeck stores on SQLite as texts in ISO 8601 (`2026-11-20 14:31:07.25`),
// a timestamptz in UTC, as its own CURRENT_TIMESTAMP is. `column` is an expression; the result is
// one.
#pragma once

#include <string>

#include "migrations/schema/type.h"

namespace limbeck::sql::sqlite {

std::string read_time(const std::string& column, schema::TypeKind to);
std::string write_time(const std::string& column, schema::TypeKind from);
/// Empty if the value does not change.
std::string change_time(const std::string& column, schema::TypeKind from, schema::TypeKind to);

}  // namespace limbeck::sql::sqlite
