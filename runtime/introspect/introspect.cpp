#include "runtime/introspect/introspect.h"

#include "limbeck/error.h"
#include "migrations/sql/dialect.h"
#include "runtime/introspect/introspection.h"

namespace limbeck::introspect {
namespace {

std::string supported() {
  std::string list;
  for (const std::string& name : sql::dialect_names()) list += (list.empty() ? "" : ", ") + name;
  return list;
}

}  // namespace

const Introspection& introspection_of(std::string_view dialect) {
#define LIMBECK_DIALECT(name, title, needs_server) \
  if (dialect == #name) return name##_introspection();
#include "limbeck/dialects.def"
  throw Error(Error::Code::usage,
              "reading the schema of a " + std::string(dialect) +
                  " database is not supported by this build; supported: " + supported());
}

void begin_snapshot(Connection& connection) {
  connection.execute(introspection_of(connection.dialect()).begin_snapshot());
}

Result introspect(Connection& connection, const Options& options) {
  return introspection_of(connection.dialect()).read(connection, options);
}

}  // namespace limbeck::introspect
