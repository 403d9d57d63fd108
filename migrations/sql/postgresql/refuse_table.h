#pragma once

#include "migrations/schema/schema.h"
#include "migrations/sql/postgresql/refusals.h"

namespace limbeck::sql::postgresql {

/// What of one table PostgreSQL cannot hold.
void refuse_table(Refusals& out, const schema::Schema& schema, const schema::Table& table);
void refuse_column(Refusals& out, const schema::Name& table, const schema::Column& column);

}  // namespace limbeck::sql::postgresql
