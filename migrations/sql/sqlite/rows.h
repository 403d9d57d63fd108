#pragma once

#include "migrations/operations/operation.h"
#include "migrations/sql/sqlite/script_builder.h"

namespace limbeck::sql::sqlite {

/// INSERT … VALUES, some hundred rows a statement.
void write_rows(ScriptBuilder& script, const operations::BulkInsert& operation);

}  // namespace limbeck::sql::sqlite
