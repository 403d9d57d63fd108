#include "migrations/diff/json.h"

#include <nlohmann/json.hpp>

#include "migrations/schema/json.h"

namespace limbeck::diff {
namespace {

using Json = nlohmann::ordered_json;

// {"schema"?, "table": "users", "column": "email", "from": "mail"}
Json entry(const char* key, const Name& name, const char* value_key, const std::string& value) {
  Json json = Json::object();
  if (!name.schema.empty()) json["schema"] = name.schema;
  json[key] = name.name;
  json[value_key] = value;
  return json;
}

Json entries(const std::map<std::pair<Name, std::string>, std::string>& hints, const char* key,
             const char* part, const char* value_key) {
  Json list = Json::array();
  for (const auto& [of, value] : hints) {
    Json json = entry(key, of.first, part, of.second);
    json[value_key] = value;
    list.push_back(std::move(json));
  }
  return list;
}

std::string text(const Json& json, const char* key, bool required = true) {
  const auto found = json.find(key);
  if (found == json.end() && !required) return {};
  if (found == json.end() || !found->is_string()) {
    throw schema::JsonError(std::string("/hints: an entry has no text \"") + key + "\"");
  }
  return found->get<std::string>();
}

const Json& list(const Json& json, const char* key) {
  static const Json none = Json::array();
  const auto found = json.find(key);
  if (found == json.end()) return none;
  if (!found->is_array())
    throw schema::JsonError(std::string("/hints/") + key + ": must be an array");
  for (const Json& item : *found) {
    if (!item.is_object())
      throw schema::JsonError(std::string("/hints/") + key + ": must hold objects");
  }
  return *found;
}

std::map<std::pair<Name, std::string>, std::string> read(const Json& json, const char* member,
                                                         const char* key, const char* part,
                                                         const char* value_key) {
  std::map<std::pair<Name, std::string>, std::string> hints;
  for (const Json& item : list(json, member)) {
    hints[{{text(item, "schema", false), text(item, key)}, text(item, part)}] =
        text(item, value_key);
  }
  return hints;
}

}  // namespace

Json to_json(const Hints& hints) {
  Json json = Json::object();
  if (!hints.renamed_tables.empty()) {
    Json& tables = json["renamed_tables"] = Json::array();
    for (const auto& [name, old_name] : hints.renamed_tables) {
      tables.push_back(entry("table", name, "from", old_name));
    }
  }
  if (!hints.renamed_enums.empty()) {
    Json& enums = json["renamed_enums"] = Json::array();
    for (const auto& [name, old_name] : hints.renamed_enums) {
      enums.push_back(entry("enum", name, "from", old_name));
    }
  }
  if (!hints.renamed_columns.empty()) {
    json["renamed_columns"] = entries(hints.renamed_columns, "table", "column", "from");
  }
  if (!hints.renamed_values.empty()) {
    json["renamed_values"] = entries(hints.renamed_values, "enum", "value", "from");
  }
  if (!hints.renamed_texts.empty()) {
    Json& texts = json["renamed_texts"] = Json::array();
    for (const auto& [of, values] : hints.renamed_texts) {
      for (const auto& [value, old_value] : values) {
        Json item = entry("table", of.first, "column", of.second);
        item["value"] = value;
        item["from"] = old_value;
        texts.push_back(std::move(item));
      }
    }
  }
  if (!hints.fills.empty()) json["fills"] = entries(hints.fills, "table", "column", "sql");
  return json;
}

Hints hints_from_json(const Json& json) {
  if (!json.is_object()) throw schema::JsonError("/hints: must be an object");
  for (const auto& [member, value] : json.items()) {
    if (member != "renamed_tables" && member != "renamed_enums" && member != "renamed_columns" &&
        member != "renamed_values" && member != "renamed_texts" && member != "fills") {
      throw schema::JsonError("/hints: unknown member \"" + member + "\"");
    }
  }
  Hints hints;
  for (const Json& item : list(json, "renamed_tables")) {
    hints.renamed_tables[{text(item, "schema", false), text(item, "table")}] = text(item, "from");
  }
  for (const Json& item : list(json, "renamed_enums")) {
    hints.renamed_enums[{text(item, "schema", false), text(item, "enum")}] = text(item, "from");
  }
  hints.renamed_columns = read(json, "renamed_columns", "table", "column", "from");
  hints.renamed_values = read(json, "renamed_values", "enum", "value", "from");
  for (const Json& item : list(json, "renamed_texts")) {
    hints.renamed_texts[{{text(item, "schema", false), text(item, "table")}, text(item, "column")}]
                       [text(item, "value")] = text(item, "from");
  }
  hints.fills = read(json, "fills", "table", "column", "sql");
  return hints;
}

}  // namespace limbeck::diff
