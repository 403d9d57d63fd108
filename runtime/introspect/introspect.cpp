#include "runtime/introspect/introspect.h"

#include "limbeck/error.h"
#include "runtime/introspect/postgresql/introspect_postgresql.h"
#include "runtime/introspect/sqlite/introspect_sqlite.h"

namespace limbeck::introspect {

Result introspect(Connection& connection, const Options& options) {
  if (connection.dialect() == "postgresql") return postgresql::introspect(connection, options);
  if (connection.dialect() == "sqlite") return sqlite::introspect(connection, options);
  throw Error(Error::Code::usage,
              "reading the schema of a " + std::string(connection.dialect()) +
                  " database is not supported by this build; supported: postgresql, sqlite");
}

}  // namespace limbeck::introspect
