// The schemas of a connection: its default one, and which have to be read beside that
// (Options::schemas).
#pragma once

#include <string>
#include <vector>

#include "limbeck/connection.h"
#include "migrations/scope/scope.h"

namespace limbeck::introspect {

/// What the connection calls its default schema (SQLite's is `main`); empty where there is none.
std::string default_schema(Connection& connection);

/// All that the database has but its own catalogs; none where a database has no schemas.
std::vector<std::string> schemas_of_database(Connection& connection);

/// How the database reads names.
scope::Naming naming_of(Connection& connection);

}  // namespace limbeck::introspect
