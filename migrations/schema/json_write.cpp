#include <nlohmann/json.hpp>

#include "migrations/schema/enum_names.h"
#include "migrations/schema/json.h"
#include "migrations/schema/kinds.h"
#include "migrations/schema/object_fields.h"

namespace limbeck::schema {
namespace {

using Json = nlohmann::ordered_json;

Json value_of(const std::string& text) { return text; }
Json value_of(bool flag) { return flag; }
Json value_of(std::int64_t number) { return number; }
Json value_of(const std::vector<std::string>& texts) { return texts; }
Json value_of(const std::map<std::string, std::string>& settings) { return settings; }
template <class Enum>
requires std::is_enum_v<Enum> Json value_of(Enum value) { return names_of(value).json; }
template <class Struct>
requires has_fields<Struct> Json value_of(const Struct& thing);
// A plain column is its name; anything more is an object.
Json value_of(const IndexElement& element);
Json value_of(const Type& type) { return to_json(type); }
template <class Value>
Json value_of(const std::optional<Value>& value) {
  return value_of(*value);
}
template <class Thing>
Json value_of(const std::vector<Thing>& things) {
  Json list = Json::array();
  for (const Thing& thing : things) list.push_back(value_of(thing));
  return list;
}

// The schema of an object's own name is written after it, that of another name in front of it.
void put_name(Json& json, const char* key, const char* schema_key, const Name& name) {
  const auto put_schema = [&] {
    if (schema_key != nullptr && !name.schema.empty()) json[schema_key] = name.schema;
  };
  const bool is_its_own = std::string_view(key) == "name";
  if (!is_its_own) put_schema();
  json[key] = name.name;
  if (is_its_own) put_schema();
}

template <class Struct>
Json json_of(const Struct& thing) {
  const Struct plain;
  Json json = Json::object();
  for (const bool early : {true, false}) {
    each_field<Struct>([&](const auto& field) {
      const auto& value = thing.*field.member;
      if (field.is_early != early || !(field.in_json || value != plain.*field.member)) return;
      if constexpr (std::is_same_v<decltype(value), const Name&>) {
        put_name(json, field.name, field.schema, value);
      } else {
        json[field.name] = value_of(value);
      }
    });
  }
  return json;
}

template <class Struct>
requires has_fields<Struct> Json value_of(const Struct& thing) { return json_of(thing); }

Json value_of(const IndexElement& element) {
  if (element == IndexElement{.column = element.column}) return element.column;
  return json_of(element);
}

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
Json to_json(const Namespace& thing) { return json_of(thing); }
Json to_json(const Extension& thing) { return json_of(thing); }
Json to_json(const Sequence& thing) { return json_of(thing); }
Json to_json(const Domain& thing) { return json_of(thing); }
Json to_json(const View& thing) { return json_of(thing); }
Json to_json(const Function& thing) { return json_of(thing); }
Json to_json(const Trigger& thing) { return json_of(thing); }
Json to_json(const OwnedBy& thing) { return json_of(thing); }

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
