#include "runtime/introspect/schemas.h"

#include <set>

#include "runtime/introspect/introspection.h"

namespace limbeck::introspect {

std::vector<std::string> schemas_of(const schema::Schema& schema) {
  std::set<std::string> names;
  const auto add = [&](const auto& things) {
    for (const auto& thing : things) names.insert(thing.name.schema);
  };
  add(schema.tables);
  add(schema.enums);
  add(schema.sequences);
  add(schema.domains);
  add(schema.views);
  add(schema.functions);
  for (const schema::Trigger& trigger : schema.triggers) names.insert(trigger.table.schema);
  for (const schema::Namespace& item : schema.schemas) names.insert(item.name.name);
  for (const schema::Extension& item : schema.extensions) names.insert(item.in_schema);
  names.erase("");
  return {names.begin(), names.end()};
}

std::string default_schema(Connection& connection) {
  return introspection_of(connection.dialect()).default_schema(connection);
}

std::vector<std::string> schemas_of_database(Connection& connection) {
  return introspection_of(connection.dialect()).schemas(connection);
}

}  // namespace limbeck::introspect
