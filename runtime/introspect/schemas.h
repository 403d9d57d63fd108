// The schemas of a connection: its default one, and which have to be read beside that
// (Options::schemas).
#pragma once

#include <string>
#include <vector>

#include "limbeck/connection.h"
#include "migrations/schema/schema.h"

namespace limbeck::introspect {

/// Those that anything of `schema` is in, whatever kind it is.
std::vector<std::string> schemas_of(const schema::Schema& schema);

/// What the connection calls its default schema (SQLite's is `main`); empty where there is none.
std::string default_schema(Connection& connection);

/// All that the database has but its own catalogs; none where a database has no schemas.
std::vector<std::string> schemas_of_database(Connection& connection);

}  // namespace limbeck::introspect
