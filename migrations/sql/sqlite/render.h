// Renders operations as SQLite's SQL. A change that ALTER TABLE can make is written at its place.
// All other changes of a table become one rebuild at the place of the last of them, unless an
// operation between them can read the table (execute, run, bulk_insert, autocommit_block). See
// rebuild.h.
#pragma once

#include <vector>

#include "migrations/operations/operation.h"
#include "migrations/sql/dialect.h"
#include "migrations/sql/sqlite/script_builder.h"

namespace limbeck::sql::sqlite {

Script render(const std::vector<operations::Operation>& operations, const schema::Schema& before);

/// INSERT … VALUES, with some hundred rows in each statement.
void write_rows(ScriptBuilder& script, const operations::BulkInsert& operation);

}  // namespace limbeck::sql::sqlite
