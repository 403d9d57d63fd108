#include "migrations/schema/json_writer.h"
#include "migrations/schema/kinds.h"

namespace limbeck::schema {

using json_writer::Json;
using json_writer::json_of;

namespace {

bool is_spelled_alone(const Type& type) { return parse_type(to_string(type)) == type; }

}  // namespace

// A text if the canonical spelling is sufficient, as it nearly always is. An object for a native
// type that differs between databases or has the spelling of one of limbeck's types, and for an
// enum with an unusual name.
Json to_json(const Type& type) {
  if (type.per_dialect.empty() && is_spelled_alone(type)) return to_string(type);
  Json json = Json::object();
  json["kind"] = to_string(type.kind);
  if (!type.name.schema.empty()) json["schema"] = type.name.schema;
  if (!type.name.name.empty()) json["name"] = type.name.name;
  if (!type.per_dialect.empty()) json["sql"] = type.per_dialect;
  if (type.length) json["length"] = *type.length;
  if (type.precision) json["precision"] = *type.precision;
  if (type.scale) json["scale"] = *type.scale;
  if (type.dimensions != 0) json["dimensions"] = type.dimensions;
  return json;
}

Json to_json(const Table& thing) { return json_of(thing); }
Json to_json(const Column& thing) { return json_of(thing); }
Json to_json(const PrimaryKey& thing) { return json_of(thing); }
Json to_json(const Unique& thing) { return json_of(thing); }
Json to_json(const ForeignKey& thing) { return json_of(thing); }
Json to_json(const Check& thing) { return json_of(thing); }
Json to_json(const Exclude& thing) { return json_of(thing); }
Json to_json(const Index& thing) { return json_of(thing); }
Json to_json(const Enum& thing) { return json_of(thing); }
Json to_json(const Schema& schema) { return json_of(schema); }

Json to_json(const Location& location) {
  Json json = {{"file", location.file}, {"line", location.line}};
  if (location.column != 0) json["column"] = location.column;
  if (location.length != 0) json["length"] = location.length;
  return json;
}

Json to_json(const SourceMap& locations) {
  // json[path] would search all members for each path. The paths are unique already.
  Json::object_t object;
  object.reserve(locations.size());
  for (const auto& [path, location] : locations) object.push_back({path, to_json(location)});
  return Json(std::move(object));
}

}  // namespace limbeck::schema
