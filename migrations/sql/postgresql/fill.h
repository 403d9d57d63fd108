// The values that rows get which are there already.
#pragma once

#include <string>

#include "migrations/sql/postgresql/writer.h"

namespace limbeck::sql::postgresql {

/// Whether the value of `fill` has nothing to do with the row: then it can be a default. False too
/// often rather than true.
bool needs_no_row(const std::string& fill, const schema::Table& table);

enum class Rows : unsigned char { all, with_null };

/// Sets the column to `fill`, everywhere or where it is NULL. The triggers of the table that an
/// UPDATE fires are off meanwhile: a change of the schema is no change of the users'.
void fill(Writer& out, const schema::Name& table, const std::string& column,
          const std::string& fill, Rows rows);

}  // namespace limbeck::sql::postgresql
