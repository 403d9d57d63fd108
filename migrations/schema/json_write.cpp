#include <nlohmann/json.hpp>

#include "migrations/schema/json.h"

namespace limbeck::schema {
namespace {

using Json = nlohmann::ordered_json;

void put(Json& json, const char* key, const std::string& text) {
  if (!text.empty()) json[key] = text;
}

void put(Json& json, const char* key, bool flag) {
  if (flag) json[key] = true;
}

void put(Json& json, const char* key, Action action) {
  switch (action) {
    case Action::no_action:
      return;
    case Action::restrict:
      json[key] = "restrict";
      return;
    case Action::cascade:
      json[key] = "cascade";
      return;
    case Action::set_null:
      json[key] = "set_null";
      return;
    case Action::set_default:
      json[key] = "set_default";
      return;
  }
}

void put(Json& json, Deferrable deferrable) {
  if (deferrable == Deferrable::initially_immediate) json["deferrable"] = "initially_immediate";
  if (deferrable == Deferrable::initially_deferred) json["deferrable"] = "initially_deferred";
}

void put_name(Json& json, const char* schema_key, const char* key, const Name& name) {
  put(json, schema_key, name.schema);
  json[key] = name.name;
}

template <class Things>
void put_all(Json& json, const char* key, const Things& things) {
  if (things.empty()) return;
  Json& list = json[key] = Json::array();
  for (const auto& thing : things) list.push_back(to_json(thing));
}

// A plain column is its name; anything more is an object.
Json element_to_json(const IndexElement& element) {
  if (element == IndexElement{.column = element.column}) return element.column;
  Json json = Json::object();
  put(json, "column", element.column);
  put(json, "expression", element.expression);
  if (element.order == Order::descending) json["order"] = "desc";
  if (element.nulls == Nulls::first) json["nulls"] = "first";
  if (element.nulls == Nulls::last) json["nulls"] = "last";
  put(json, "opclass", element.opclass);
  put(json, "collation", element.collation);
  return json;
}

Json identity_to_json(const Identity& identity) {
  Json json = {{"mode", identity.mode == Identity::Mode::always ? "always" : "by_default"}};
  if (identity.start != 1) json["start"] = identity.start;
  if (identity.increment != 1) json["increment"] = identity.increment;
  if (identity.min) json["min"] = *identity.min;
  if (identity.max) json["max"] = *identity.max;
  if (identity.cache != 1) json["cache"] = identity.cache;
  put(json, "cycle", identity.cycle);
  return json;
}

bool is_spelled_alone(const Type& type) { return parse_type(to_string(type)) == type; }

}  // namespace

// Text where the canonical spelling says it all, which is nearly always; an object for a native
// type that differs by database, one that is spelled like a type limbeck knows, or an enum with an
// awkward name.
Json to_json(const Type& type) {
  if (type.per_dialect.empty() && is_spelled_alone(type)) return to_string(type);
  Json json = Json::object();
  json["kind"] = to_string(type.kind);
  put(json, "schema", type.name.schema);
  put(json, "name", type.name.name);
  if (!type.per_dialect.empty()) json["sql"] = type.per_dialect;
  if (type.length) json["length"] = *type.length;
  if (type.precision) json["precision"] = *type.precision;
  if (type.scale) json["scale"] = *type.scale;
  if (type.dimensions != 0) json["dimensions"] = type.dimensions;
  return json;
}

Json to_json(const Column& column) {
  Json json = {
      {"name", column.name}, {"type", to_json(column.type)}, {"nullable", column.nullable}};
  if (column.default_sql) json["default"] = *column.default_sql;
  if (column.identity) json["identity"] = identity_to_json(*column.identity);
  if (column.generated) {
    json["generated"] = {{"expression", column.generated->expression},
                         {"stored", column.generated->stored}};
  }
  put(json, "collation", column.collation);
  put(json, "comment", column.comment);
  return json;
}

Json to_json(const PrimaryKey& key) {
  Json json = Json::object();
  put(json, "name", key.name);
  json["columns"] = key.columns;
  put(json, key.deferrable);
  return json;
}

Json to_json(const Unique& constraint) {
  Json json = Json::object();
  put(json, "name", constraint.name);
  json["columns"] = constraint.columns;
  put(json, "nulls_not_distinct", constraint.nulls_not_distinct);
  put(json, constraint.deferrable);
  return json;
}

Json to_json(const ForeignKey& constraint) {
  Json json = Json::object();
  put(json, "name", constraint.name);
  json["columns"] = constraint.columns;
  put_name(json, "ref_schema", "ref_table", constraint.ref_table);
  json["ref_columns"] = constraint.ref_columns;
  put(json, "on_delete", constraint.on_delete);
  put(json, "on_update", constraint.on_update);
  if (constraint.match == Match::full) json["match"] = "full";
  put(json, constraint.deferrable);
  put(json, "not_valid", constraint.not_valid);
  if (!constraint.on_delete_columns.empty()) {
    json["on_delete_columns"] = constraint.on_delete_columns;
  }
  return json;
}

Json to_json(const Check& constraint) {
  Json json = Json::object();
  put(json, "name", constraint.name);
  json["expression"] = constraint.expression;
  put(json, "no_inherit", constraint.no_inherit);
  put(json, "not_valid", constraint.not_valid);
  return json;
}

Json to_json(const Exclude& constraint) {
  Json json = Json::object();
  put(json, "name", constraint.name);
  json["definition"] = constraint.definition;
  put(json, constraint.deferrable);
  return json;
}

Json to_json(const Index& index) {
  Json json = {{"name", index.name}};
  Json& elements = json["columns"] = Json::array();
  for (const IndexElement& element : index.elements) elements.push_back(element_to_json(element));
  json["unique"] = index.unique;
  put(json, "where", index.where);
  put(json, "using", index.method);
  if (!index.include.empty()) json["include"] = index.include;
  put(json, "nulls_not_distinct", index.nulls_not_distinct);
  put(json, "tablespace", index.tablespace);
  if (!index.storage.empty()) json["storage"] = index.storage;
  put(json, "comment", index.comment);
  return json;
}

Json to_json(const Table& table) {
  Json json = Json::object();
  json["name"] = table.name.name;
  put(json, "schema", table.name.schema);
  put(json, "comment", table.comment);
  if (table.partition_of) {
    Json& partition = json["partition_of"] = Json::object();
    put_name(partition, "schema", "table", table.partition_of->table);
    partition["bound"] = table.partition_of->bound;
  }
  Json& columns = json["columns"] = Json::array();
  for (const Column& column : table.columns) columns.push_back(to_json(column));
  if (table.primary_key) json["primary_key"] = to_json(*table.primary_key);
  put_all(json, "uniques", table.uniques);
  put_all(json, "foreign_keys", table.foreign_keys);
  put_all(json, "checks", table.checks);
  put_all(json, "excludes", table.excludes);
  put_all(json, "indexes", table.indexes);
  put(json, "partition_by", table.partition_by);
  if (!table.settings.empty()) json["settings"] = table.settings;
  return json;
}

Json to_json(const Enum& type) {
  Json json = Json::object();
  json["name"] = type.name.name;
  put(json, "schema", type.name.schema);
  json["values"] = type.values;
  put(json, "comment", type.comment);
  return json;
}

Json to_json(const Schema& schema) {
  Json json = Json::object();
  Json& tables = json["tables"] = Json::array();
  for (const Table& table : schema.tables) tables.push_back(to_json(table));
  put_all(json, "enums", schema.enums);
  put_all(json, "schemas", schema.schemas);
  put_all(json, "extensions", schema.extensions);
  put_all(json, "sequences", schema.sequences);
  put_all(json, "domains", schema.domains);
  put_all(json, "views", schema.views);
  put_all(json, "functions", schema.functions);
  put_all(json, "triggers", schema.triggers);
  return json;
}

Json to_json(const Location& location) {
  Json json = {{"file", location.file}, {"line", location.line}};
  if (location.column != 0) json["column"] = location.column;
  if (location.length != 0) json["length"] = location.length;
  return json;
}

Json to_json(const SourceMap& locations) {
  // Not json[path], which looks through all that is there: each path is in the map once.
  Json::object_t object;
  object.reserve(locations.size());
  for (const auto& [path, location] : locations) object.push_back({path, to_json(location)});
  return Json(std::move(object));
}

}  // namespace limbeck::schema
