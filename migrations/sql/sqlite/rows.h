#pragma once

#include "migrations/operations/operation.h"
#include "migrations/sql/sqlite/script_builder.h"

namespace limbeck::sql::sqlite {

/// INSERT … VALUES, with some hundred rows in each statement.
void write_rows(ScriptBuilder& script, const operations::BulkInsert& operation);

}  // namespace limbeck::sql::sqlite
