// Operations as SQLite's SQL. Where SQLite has an ALTER it is used at its place; all other changes
// of a table between two operations that can see them (execute, run, bulk_insert, autocommit_block)
// become one rebuild, which stands where the last of them stood. See rebuild.h.
#pragma once

#include <vector>

#include "migrations/sql/dialect.h"

namespace limbeck::sql::sqlite {

Script render(const std::vector<operations::Operation>& operations, const schema::Schema& before);

}  // namespace limbeck::sql::sqlite
