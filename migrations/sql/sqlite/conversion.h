// How SQLite converts a value to another type.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "migrations/operations/operation.h"
#include "migrations/schema/type.h"

namespace limbeck::sql::sqlite {

/// The expression for the new value of the quoted column `column`: empty if the value can be copied
/// unchanged, and nullopt if the author has to write it. A value that the new type does not have is
/// an error of the statement, which names the value, as on PostgreSQL. SQLite itself would store it
/// in a column of another type. Lengths are not checked, because SQLite never does so.
std::optional<std::string> conversion(const schema::Type& from, const schema::Type& to,
                                      const std::string& column);

/// What authors mostly mean where `conversion` has nothing; empty where nothing is usual.
std::string usual_conversion(const schema::Type& from, const schema::Type& to,
                             const std::string& column, const schema::Schema& schema);

/// Returns `operations` with an expression for every column whose type changes: that of the author
/// as `using_expression`, or that of limbeck in `using_by_dialect`.
std::vector<operations::Operation> with_conversions(std::vector<operations::Operation> operations,
                                                    const schema::Schema& before);

// Dates and times, which limbeck stores on SQLite as texts in ISO 8601 (`2026-11-20 14:31:07.25`),
// a timestamptz in UTC, as its own CURRENT_TIMESTAMP is. `column` is an expression; the result is
// one.

std::string read_time(const std::string& column, schema::TypeKind to);
std::string write_time(const std::string& column, schema::TypeKind from);
/// Empty if the value does not change.
std::string change_time(const std::string& column, schema::TypeKind from, schema::TypeKind to);

}  // namespace limbeck::sql::sqlite
