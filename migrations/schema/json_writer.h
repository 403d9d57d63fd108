// Writes a struct of a schema as JSON, field by field, by its table of fields.
#pragma once

#include <nlohmann/json.hpp>

#include "migrations/schema/enum_names.h"
#include "migrations/schema/json.h"
#include "migrations/schema/schema.h"

namespace limbeck::schema::json_writer {

using Json = nlohmann::ordered_json;

inline Json value_of(const std::string& text) { return text; }
inline Json value_of(bool flag) { return flag; }
inline Json value_of(std::int64_t number) { return number; }
inline Json value_of(const std::vector<std::string>& texts) { return texts; }
inline Json value_of(const std::map<std::string, std::string>& settings) { return settings; }
template <class Enum>
requires std::is_enum_v<Enum> Json value_of(Enum value) { return names_of(value).json; }
template <class Struct>
requires has_fields<Struct> Json value_of(const Struct& thing);
// A plain column is its name; anything more is an object.
inline Json value_of(const IndexElement& element);
inline Json value_of(const Type& type) { return to_json(type); }
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
inline void put_name(Json& json, const char* key, const char* schema_key, const Name& name) {
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

inline Json value_of(const IndexElement& element) {
  if (element == IndexElement{.column = element.column}) return element.column;
  return json_of(element);
}

}  // namespace limbeck::schema::json_writer
