#pragma once

#include <vector>

#include "migrations/schema/schema.h"
#include "runtime/connection/driver.h"
#include "runtime/introspect/borrowed.h"

namespace limbeck::verify {

/// `schema` as the database of `driver` itself writes it (design §7): made in a scratch schema
/// inside a transaction that is rolled back (SQLite: in memory) and read with the same queries as a
/// live one. Nothing stays. Throws limbeck::Error, also, saying what is needed, where the user may
/// not create a schema. `borrowed` gets what the
/// schema needs and only the live database has.
schema::Schema as_kept(connection::Driver& driver, const schema::Schema& schema,
                       std::vector<introspect::Borrowed>* borrowed = nullptr);

}  // namespace limbeck::verify
