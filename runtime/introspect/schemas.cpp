#include "runtime/introspect/schemas.h"

#include "migrations/sql/dialect.h"
#include "runtime/introspect/introspection.h"

namespace limbeck::introspect {

std::string default_schema(Connection& connection) {
  return introspection_of(connection.dialect()).default_schema(connection);
}

std::vector<std::string> schemas_of_database(Connection& connection) {
  return introspection_of(connection.dialect()).schemas(connection);
}

scope::Naming naming_of(Connection& connection) {
  const sql::FullDialect& dialect = *sql::find_dialect(connection.dialect());
  return {default_schema(connection), dialect.letters(), dialect.has_schemas()};
}

}  // namespace limbeck::introspect
