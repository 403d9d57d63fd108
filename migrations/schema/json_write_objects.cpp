#include <nlohmann/json.hpp>

#include "migrations/schema/json.h"

namespace limbeck::schema {
namespace {

using Json = nlohmann::ordered_json;

Json named(const Name& name) {
  Json json = Json::object();
  json["name"] = name.name;
  if (!name.schema.empty()) json["schema"] = name.schema;
  return json;
}

void put(Json& json, const char* key, const std::string& text) {
  if (!text.empty()) json[key] = text;
}

void put(Json& json, const char* key, bool flag) {
  if (flag) json[key] = true;
}

template <class Things>
void put_all(Json& json, const char* key, const Things& things) {
  if (things.empty()) return;
  Json& list = json[key] = Json::array();
  for (const auto& thing : things) list.push_back(to_json(thing));
}

}  // namespace

Json to_json(const Namespace& schema) {
  Json json = named(schema.name);
  put(json, "comment", schema.comment);
  return json;
}

Json to_json(const Extension& extension) {
  Json json = named(extension.name);
  put(json, "schema", extension.in_schema);
  put(json, "version", extension.version);
  put(json, "comment", extension.comment);
  return json;
}

Json to_json(const OwnedBy& owner) {
  Json json = Json::object();
  put(json, "schema", owner.table.schema);
  json["table"] = owner.table.name;
  json["column"] = owner.column;
  return json;
}

Json to_json(const Sequence& sequence) {
  Json json = named(sequence.name);
  json["type"] = to_json(sequence.type);
  if (sequence.start) json["start"] = *sequence.start;
  if (sequence.increment != 1) json["increment"] = sequence.increment;
  if (sequence.min) json["min"] = *sequence.min;
  if (sequence.max) json["max"] = *sequence.max;
  if (sequence.cache != 1) json["cache"] = sequence.cache;
  put(json, "cycle", sequence.cycle);
  if (sequence.owned_by) json["owned_by"] = to_json(*sequence.owned_by);
  put(json, "comment", sequence.comment);
  return json;
}

Json to_json(const Domain& domain) {
  Json json = named(domain.name);
  json["type"] = to_json(domain.type);
  put(json, "collation", domain.collation);
  if (domain.default_sql) json["default"] = *domain.default_sql;
  put(json, "not_null", domain.not_null);
  put_all(json, "checks", domain.checks);
  put(json, "comment", domain.comment);
  return json;
}

Json to_json(const View& view) {
  Json json = named(view.name);
  put(json, "materialized", view.materialized);
  json["definition"] = view.definition;
  if (!view.storage.empty()) json["storage"] = view.storage;
  put_all(json, "indexes", view.indexes);
  put(json, "comment", view.comment);
  return json;
}

Json to_json(const Function& function) {
  Json json = named(function.name);
  put(json, "procedure", function.procedure);
  json["arguments"] = function.arguments;
  json["definition"] = function.definition;
  put(json, "comment", function.comment);
  return json;
}

Json to_json(const Trigger& trigger) {
  Json json = Json::object();
  json["name"] = trigger.name;
  put(json, "schema", trigger.table.schema);
  json["table"] = trigger.table.name;
  put(json, "constraint", trigger.constraint);
  json["fires"] = trigger.fires;
  json["definition"] = trigger.definition;
  if (trigger.mode != TriggerMode::enabled) json["mode"] = to_string(trigger.mode);
  put(json, "comment", trigger.comment);
  return json;
}

}  // namespace limbeck::schema
