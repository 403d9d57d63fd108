// A schema as the server itself would keep it, for comparing (design §7).
#pragma once

#include <vector>

#include "limbeck/connection.h"
#include "migrations/schema/schema.h"
#include "runtime/introspect/postgresql/borrowed.h"

namespace limbeck::introspect::postgresql {

/// Makes `schema` in a scratch schema, reads it back, and rolls back. Nothing is left, and no table
/// that is there is locked. Outside a transaction only. Extensions are the database's: of those
/// that `schema` has, what it leaves open is as the database has it. Throws limbeck::Error, also
/// where the user may not create schemas. Names without a schema mean what `schema` makes, or a
/// member of an extension, whatever objects of that name the live database has. Where `schema`
/// needs something else, it is made once more with all that the search path finds, and `borrowed`
/// gets what that is.
schema::Schema as_kept(Connection& connection, const schema::Schema& schema,
                       std::vector<Borrowed>* borrowed = nullptr);

}  // namespace limbeck::introspect::postgresql
