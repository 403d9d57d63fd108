// Column types in PostgreSQL.
#pragma once

#include <string>

#include "migrations/schema/type.h"

namespace limbeck::sql::postgresql {

/// The SQL of a type: `timestamp(6) with time zone`, `"audit"."status"[]`.
std::string type_sql(const schema::Type& type);

/// The type as PostgreSQL stores it: a native type that limbeck has a name for is that type, a
/// bytea has no length, and `numeric(5)` is `numeric(5,0)`. Idempotent.
schema::Type lowered(const schema::Type& type);

/// Whether checks, predicates and expressions over a column have to be created again when its type
/// changes in this way: otherwise they keep the operators and casts of the old type.
bool changes_meaning(const schema::Type& from, const schema::Type& to);

bool is_integer(const schema::Type& type);
/// Whether a column of the type may have a collation. True for native types, which are unknown.
bool is_collatable(const schema::Type& type);

}  // namespace limbeck::sql::postgresql
