// A schema as the server itself would keep it, for comparing (design §7).
#pragma once

#include <string>
#include <vector>

#include "limbeck/connection.h"
#include "migrations/schema/schema.h"
#include "runtime/introspect/borrowed.h"

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

// What a scratch schema got from the live one.

/// What was made in this transaction and uses things of the schemas `live`, the default one first,
/// that are neither an extension's nor called as something in `scratch`. The server's own record of
/// dependencies says so: a default's functions and sequences, types, tables, operators, operator
/// classes, collations. It has nothing of what the text of a function's body names.
std::vector<Borrowed> borrowed(Connection& connection, const std::vector<std::string>& live,
                               const std::string& scratch);

/// The schema where its texts name things of the schema `standard` without it: `public.touch()` is
/// `touch()`, `nextval('public.ids')` is `nextval('ids')`. Made somewhere else, they then mean what
/// was made there. What stands in other literals, as the bodies of functions do, stays.
schema::Schema unqualified(schema::Schema schema, const std::string& standard);

}  // namespace limbeck::introspect::postgresql
