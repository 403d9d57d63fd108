// A schema as the server itself would keep it, for comparing (design §7).
#pragma once

#include "limbeck/connection.h"
#include "migrations/schema/schema.h"

namespace limbeck::introspect::postgresql {

/// Makes `schema` in a scratch schema, reads it back, and rolls back. Nothing is left, and no table
/// that is there is locked. Outside a transaction only. Extensions are the database's: of those
/// that `schema` has, what it leaves open is as the database has it. Throws limbeck::Error, also
/// where the user may not create schemas.
schema::Schema as_kept(Connection& connection, const schema::Schema& schema);

}  // namespace limbeck::introspect::postgresql
