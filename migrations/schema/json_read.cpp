#include <algorithm>

#include "migrations/schema/json.h"
#include "migrations/schema/json_reader.h"

namespace limbeck::schema {
namespace {

// PostgreSQL's MAXDIM; the other databases have no arrays.
constexpr int most_dimensions = 6;

Deferrable deferrable(Reader& reader) {
  const std::string text = reader.text_or_empty("deferrable");
  if (text.empty()) return Deferrable::no;
  return one_of<Deferrable>(text, reader.path("deferrable"),
                            {{"initially_immediate", Deferrable::initially_immediate},
                             {"initially_deferred", Deferrable::initially_deferred}});
}

Action action(Reader& reader, const char* key) {
  const std::string text = reader.text_or_empty(key);
  if (text.empty()) return Action::no_action;
  return one_of<Action>(text, reader.path(key),
                        {{"no_action", Action::no_action},
                         {"restrict", Action::restrict},
                         {"cascade", Action::cascade},
                         {"set_null", Action::set_null},
                         {"set_default", Action::set_default}});
}

}  // namespace

Type read_type(const Json& json, const JsonPath& path) {
  if (json.is_string()) return parse_type(json.get<std::string>());
  Reader reader(json, path);
  Type type;
  const auto kind = type_kind(reader.text("kind"));
  if (!kind) Reader::fail(reader.path("kind"), "unknown type");
  type.kind = *kind;
  type.name = {reader.text_or_empty("schema"), reader.text_or_empty("name")};
  type.per_dialect = reader.text_map("sql");
  type.length = reader.small_number("length");
  type.precision = reader.small_number("precision");
  type.scale = reader.small_number("scale");
  type.dimensions = reader.small_number("dimensions", most_dimensions).value_or(0);
  reader.finish();
  return type;
}

namespace {

Identity read_identity(const Json& json, const JsonPath& path) {
  Reader reader(json, path);
  Identity identity;
  identity.mode = one_of<Identity::Mode>(
      reader.text("mode"), reader.path("mode"),
      {{"by_default", Identity::Mode::by_default}, {"always", Identity::Mode::always}});
  identity.start = reader.number("start").value_or(1);
  identity.increment = reader.number("increment").value_or(1);
  identity.min = reader.number("min");
  identity.max = reader.number("max");
  identity.cache = reader.number("cache").value_or(1);
  identity.cycle = reader.flag("cycle");
  reader.finish();
  return identity;
}

Column read_column(const Json& json, const JsonPath& path) {
  Reader reader(json, path);
  Column column;
  column.name = reader.text("name");
  column.type = read_type(reader.get("type"), reader.path("type"));
  column.nullable = reader.flag("nullable");
  if (reader.find("default") != nullptr) column.default_sql = reader.text("default");
  if (const Json* identity = reader.find("identity")) {
    column.identity = read_identity(*identity, reader.path("identity"));
  }
  if (const Json* generated = reader.find("generated")) {
    Reader inner(*generated, reader.path("generated"));
    column.generated = Generated{inner.text("expression"), inner.flag("stored", true)};
    inner.finish();
  }
  column.collation = reader.text_or_empty("collation");
  column.comment = reader.text_or_empty("comment");
  reader.finish();
  return column;
}

PrimaryKey read_primary_key(const Json& json, const JsonPath& path) {
  Reader reader(json, path);
  PrimaryKey key{reader.text_or_empty("name"), reader.texts("columns"), deferrable(reader)};
  reader.finish();
  return key;
}

Unique read_unique(const Json& json, const JsonPath& path) {
  Reader reader(json, path);
  Unique constraint{reader.text_or_empty("name"), reader.texts("columns"),
                    reader.flag("nulls_not_distinct"), deferrable(reader)};
  reader.finish();
  return constraint;
}

ForeignKey read_foreign_key(const Json& json, const JsonPath& path) {
  Reader reader(json, path);
  ForeignKey key;
  key.name = reader.text_or_empty("name");
  key.columns = reader.texts("columns");
  key.ref_table = {reader.text_or_empty("ref_schema"), reader.text("ref_table")};
  key.ref_columns = reader.texts("ref_columns");
  key.on_delete = action(reader, "on_delete");
  key.on_update = action(reader, "on_update");
  const std::string match = reader.text_or_empty("match");
  if (!match.empty()) {
    key.match = one_of<Match>(match, reader.path("match"),
                              {{"simple", Match::simple}, {"full", Match::full}});
  }
  key.deferrable = deferrable(reader);
  key.not_valid = reader.flag("not_valid");
  key.on_delete_columns = reader.texts("on_delete_columns");
  reader.finish();
  return key;
}

}  // namespace

Check read_check(const Json& json, const JsonPath& path) {
  Reader reader(json, path);
  Check check{reader.text_or_empty("name"), reader.text("expression"), reader.flag("no_inherit"),
              reader.flag("not_valid")};
  reader.finish();
  return check;
}

namespace {

Exclude read_exclude(const Json& json, const JsonPath& path) {
  Reader reader(json, path);
  Exclude exclude{reader.text_or_empty("name"), reader.text("definition"), deferrable(reader)};
  reader.finish();
  return exclude;
}

IndexElement read_element(const Json& json, const JsonPath& path) {
  if (json.is_string()) return {.column = json.get<std::string>()};
  Reader reader(json, path);
  IndexElement element;
  element.column = reader.text_or_empty("column");
  element.expression = reader.text_or_empty("expression");
  if (element.column.empty() == element.expression.empty()) {
    Reader::fail(path, "expected a column or an expression");
  }
  const std::string order = reader.text_or_empty("order");
  if (!order.empty()) {
    element.order = one_of<Order>(order, reader.path("order"),
                                  {{"asc", Order::ascending}, {"desc", Order::descending}});
  }
  const std::string nulls = reader.text_or_empty("nulls");
  if (!nulls.empty()) {
    element.nulls = one_of<Nulls>(nulls, reader.path("nulls"),
                                  {{"first", Nulls::first}, {"last", Nulls::last}});
  }
  element.opclass = reader.text_or_empty("opclass");
  element.collation = reader.text_or_empty("collation");
  reader.finish();
  return element;
}

}  // namespace

Index read_index(const Json& json, const JsonPath& path) {
  Reader reader(json, path);
  Index index;
  index.name = reader.text("name");
  reader.each("columns", [&](const Json& item, const JsonPath& at) {
    index.elements.push_back(read_element(item, at));
  });
  index.unique = reader.flag("unique");
  index.where = reader.text_or_empty("where");
  index.method = reader.text_or_empty("using");
  index.include = reader.texts("include");
  index.nulls_not_distinct = reader.flag("nulls_not_distinct");
  index.tablespace = reader.text_or_empty("tablespace");
  index.storage = reader.text_map("storage");
  index.comment = reader.text_or_empty("comment");
  reader.finish();
  return index;
}

namespace {

Table read_table(const Json& json, const JsonPath& path) {
  Reader reader(json, path);
  Table table;
  table.name = {reader.text_or_empty("schema"), reader.text("name")};
  table.comment = reader.text_or_empty("comment");
  const auto read_all = [&](const char* key, auto& into, auto read) {
    reader.each(key, [&](const Json& item, const JsonPath& at) { into.push_back(read(item, at)); });
  };
  std::set<std::string> names;
  if (const Json* partition = reader.find("partition_of")) {
    Reader inner(*partition, reader.path("partition_of"));
    table.partition_of =
        PartitionOf{{inner.text_or_empty("schema"), inner.text("table")}, inner.text("bound")};
    inner.finish();
  } else {
    reader.get("columns");
  }
  table.columns.reserve(reader.count("columns"));
  reader.each("columns", [&](const Json& item, const JsonPath& at) {
    table.columns.push_back(read_column(item, at));
    if (!names.insert(table.columns.back().name).second) {
      Reader::fail(at, "column '" + table.columns.back().name + "' is there twice");
    }
  });
  if (const Json* key = reader.find("primary_key")) {
    table.primary_key = read_primary_key(*key, reader.path("primary_key"));
  }
  read_all("uniques", table.uniques, read_unique);
  read_all("foreign_keys", table.foreign_keys, read_foreign_key);
  read_all("checks", table.checks, read_check);
  read_all("excludes", table.excludes, read_exclude);
  read_all("indexes", table.indexes, read_index);
  table.partition_by = reader.text_or_empty("partition_by");
  table.settings = reader.text_map("settings");
  reader.finish();
  return table;
}

Enum read_enum(const Json& json, const JsonPath& path) {
  Reader reader(json, path);
  Enum type{{reader.text_or_empty("schema"), reader.text("name")},
            reader.texts("values"),
            reader.text_or_empty("comment")};
  reader.finish();
  return type;
}

}  // namespace

Location location_from_json(const Json& json) {
  Reader reader(json, {});
  Location location;
  location.file = reader.text("file");
  location.line = reader.small_number("line").value_or(0);
  location.column = reader.small_number("column").value_or(0);
  location.length = reader.small_number("length").value_or(0);
  reader.finish();
  return location;
}

SourceMap source_map_from_json(const Json& json) {
  if (!json.is_object()) throw JsonError("/locations: expected an object");
  SourceMap locations;
  for (const auto& [path, location] : json.items()) locations[path] = location_from_json(location);
  return locations;
}

namespace {

// All but the tables, which are there already.
void read_beside_tables(Reader& reader, Schema& schema) {
  reader.each("enums", [&](const Json& item, const JsonPath& at) {
    schema.enums.push_back(read_enum(item, at));
  });
  read_objects(reader, schema);
  for (const char* beside : {"locations", "hints", "heads", "destructive", "former_names"}) {
    reader.find(beside);
  }
  reader.finish();
  sort(schema);
  refuse_duplicates(schema.tables, "table");
  refuse_duplicates(schema.enums, "enum");
  refuse_duplicate_objects(schema);
}

// Takes what the text has much of out of the parser's hands as soon as it is whole.
class Taker {
 public:
  Taker(Schema& schema, SourceMap& locations) : schema_(schema), locations_(locations) {}

  bool keep(int depth, Json::parse_event_t event, Json& parsed) {
    using Event = Json::parse_event_t;
    if (event == Event::key && depth == 1) member_ = parsed.get<std::string>();
    if (event == Event::key && depth == 2) key_ = parsed.get<std::string>();
    if (event != Event::object_end || depth != 2) return true;
    if (member_ == "tables") {
      schema_.tables.push_back(
          read_table(parsed, JsonPath().member("tables").item(schema_.tables.size())));
      return false;
    }
    if (member_ != "locations") return true;
    locations_[std::move(key_)] = location_from_json(parsed);
    return false;
  }

 private:
  Schema& schema_;
  SourceMap& locations_;
  std::string member_, key_;  ///< of the outermost object, and of the one in it
};

}  // namespace

Schema schema_from_json(const Json& json) {
  Reader reader(json, {});
  Schema schema;
  reader.get("tables");
  reader.each("tables", [&](const Json& item, const JsonPath& at) {
    schema.tables.push_back(read_table(item, at));
  });
  read_beside_tables(reader, schema);
  return schema;
}

Schema schema_from_text(std::string_view text, SourceMap& locations, Json& rest) {
  Schema schema;
  Taker taker(schema, locations);
  rest = parse_json(text, [&](int depth, Json::parse_event_t event, Json& parsed) {
    return taker.keep(depth, event, parsed);
  });
  Reader reader(rest, {});
  reader.get("tables");
  reader.each("tables",
              [](const Json&, const JsonPath& at) { Reader::fail(at, "expected an object"); });
  if (const Json* left = reader.find("locations")) source_map_from_json(*left);
  read_beside_tables(reader, schema);
  return schema;
}

Schema schema_from_text(std::string_view text) {
  SourceMap locations;
  Json rest;
  return schema_from_text(text, locations, rest);
}

}  // namespace limbeck::schema
