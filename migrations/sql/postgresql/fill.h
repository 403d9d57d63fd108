// The values of existing rows in a new column or instead of NULL.
#pragma once

#include <string>

#include "migrations/sql/postgresql/writer.h"

namespace limbeck::sql::postgresql {

/// Whether the value of `fill` does not depend on the row, so that it can be a default. If that is
/// not certain, the result is false.
bool needs_no_row(const std::string& fill, const schema::Table& table);

enum class Rows : unsigned char { all, with_null };

/// Sets the column to `fill`, in all rows or where it is NULL. Triggers that the UPDATE would fire
/// are disabled meanwhile, because a change of the schema is not a write of the application.
void fill(Writer& out, const schema::Name& table, const std::string& column,
          const std::string& fill, Rows rows);

}  // namespace limbeck::sql::postgresql
