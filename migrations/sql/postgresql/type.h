// Column types in PostgreSQL.
#pragma once

#include <string>

#include "migrations/schema/type.h"

namespace limbeck::sql::postgresql {

/// The SQL of a type: `timestamp(6) with time zone`, `"audit"."status"[]`.
std::string type_sql(const schema::Type& type);

/// The type as PostgreSQL keeps it: a native type that is one of ours is that one, a bytea has no
/// length, `numeric(5)` is `numeric(5,0)`. Idempotent.
schema::Type lowered(const schema::Type& type);

/// Whether checks, predicates and expressions over a column have to be read anew when its type
/// changes so: they keep the operators and casts of the old one.
bool changes_meaning(const schema::Type& from, const schema::Type& to);

bool is_integer(const schema::Type& type);
/// Whether a column of it may have a collation. True for a native type, which may be anything.
bool is_collatable(const schema::Type& type);

}  // namespace limbeck::sql::postgresql
