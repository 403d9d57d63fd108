#include "runtime/introspect/schemas.h"

#include <set>

#include "runtime/introspect/postgresql/reader.h"

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
  if (connection.dialect() == "sqlite") return {};
  const Rows rows = postgresql::ask(connection, "limbeck_default_schema",
                                    "SELECT coalesce(current_schema()::text, '')");
  const auto* name = std::get_if<std::string>(&rows.rows.at(0).at(0));
  return name == nullptr ? "" : *name;
}

std::vector<std::string> schemas_of_database(Connection& connection) {
  std::vector<std::string> names;
  if (connection.dialect() == "sqlite") return names;
  const Rows rows = postgresql::ask(
      connection, "limbeck_schemas",
      "SELECT nspname::text FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%'"
      " AND nspname NOT IN ('information_schema', coalesce(current_schema()::text, ''))"
      " ORDER BY 1");
  for (const auto& row : rows.rows) names.push_back(std::get<std::string>(row.at(0)));
  return names;
}

}  // namespace limbeck::introspect
