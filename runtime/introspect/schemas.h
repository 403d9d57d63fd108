// Which schemas of a database have to be read beside the connection's default one
// (Options::schemas).
#pragma once

#include <string>
#include <vector>

#include "limbeck/connection.h"
#include "migrations/schema/schema.h"

namespace limbeck::introspect {

/// Those that anything of `schema` is in, whatever kind it is.
std::vector<std::string> schemas_of(const schema::Schema& schema);

/// All that the database has but its own catalogs; none where a database has no schemas.
std::vector<std::string> schemas_of_database(Connection& connection);

}  // namespace limbeck::introspect
