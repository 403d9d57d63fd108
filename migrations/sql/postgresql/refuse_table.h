#pragma once

#include "migrations/schema/schema.h"
#include "migrations/sql/postgresql/counter.h"
#include "migrations/sql/postgresql/refusals.h"

namespace limbeck::sql::postgresql {

/// What of one table PostgreSQL cannot hold.
void refuse_table(Refusals& out, const schema::Schema& schema, const schema::Table& table);
void refuse_column(Refusals& out, const schema::Name& table, const schema::Column& column);
void refuse_type(Refusals& out, const std::string& path, const schema::Type& type);
void refuse_index(Refusals& out, const std::string& path, const schema::Index& index);
/// `what` names it: "a sequence".
void refuse_counter(Refusals& out, const std::string& path, const std::string& what,
                    const Counter& counter, const schema::Type& type);
/// What of all that is no table it cannot hold.
void refuse_objects(Refusals& out, const schema::Schema& schema);

}  // namespace limbeck::sql::postgresql
