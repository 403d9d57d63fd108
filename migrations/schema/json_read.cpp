#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>
#include <set>

#include "migrations/schema/json.h"

namespace limbeck::schema {
namespace {

using Json = nlohmann::ordered_json;

// An object being read, and where it stands (`/tables/0/columns/2`). Every member that is asked for
// is remembered, so that one nobody asked for is an error: a misspelt member must not be silently
// lost.
class Reader {
 public:
  Reader(const Json& json, std::string path) : json_(&json), path_(std::move(path)) {
    if (!json.is_object()) fail(path_, "expected an object");
  }

  const Json* find(const char* key) {
    known_.insert(key);
    const auto found = json_->find(key);
    return found == json_->end() ? nullptr : &*found;
  }
  const Json& get(const char* key) {
    const Json* found = find(key);
    if (found == nullptr) fail(path_, std::string("member '") + key + "' is missing");
    return *found;
  }
  std::string path(const char* key) const { return path_ + "/" + key; }

  std::string text(const char* key) { return text_of(get(key), path(key)); }
  std::string text_or_empty(const char* key) {
    const Json* found = find(key);
    return found == nullptr ? std::string() : text_of(*found, path(key));
  }
  bool flag(const char* key, bool otherwise = false) {
    const Json* found = find(key);
    if (found == nullptr) return otherwise;
    if (!found->is_boolean()) fail(path(key), "expected true or false");
    return found->get<bool>();
  }
  std::optional<std::int64_t> number(const char* key) {
    const Json* found = find(key);
    if (found == nullptr) return std::nullopt;
    if (!found->is_number_integer()) fail(path(key), "expected an integer");
    if (found->is_number_unsigned() &&
        found->get<std::uint64_t>() >
            static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
      fail(path(key), "is too large");
    }
    return found->get<std::int64_t>();
  }
  std::optional<int> small_number(const char* key) {
    const auto value = number(key);
    if (!value) return std::nullopt;
    if (*value < 0 || *value > std::numeric_limits<int>::max()) fail(path(key), "is out of range");
    return static_cast<int>(*value);
  }
  std::vector<std::string> texts(const char* key) {
    std::vector<std::string> result;
    each(key,
         [&](const Json& item, const std::string& at) { result.push_back(text_of(item, at)); });
    return result;
  }
  std::map<std::string, std::string> text_map(const char* key) {
    std::map<std::string, std::string> result;
    const Json* found = find(key);
    if (found == nullptr) return result;
    if (!found->is_object()) fail(path(key), "expected an object");
    for (const auto& [name, value] : found->items()) {
      result[name] = text_of(value, path(key) + "/" + name);
    }
    return result;
  }
  template <class Function>
  void each(const char* key, Function function) {
    const Json* found = find(key);
    if (found == nullptr) return;
    if (!found->is_array()) fail(path(key), "expected an array");
    std::size_t i = 0;
    for (const Json& item : *found) function(item, path(key) + "/" + std::to_string(i++));
  }

  void finish() const {
    for (const auto& [key, value] : json_->items()) {
      if (!known_.contains(key)) fail(path_, "unknown member '" + key + "'");
    }
  }

  [[noreturn]] static void fail(const std::string& path, const std::string& what) {
    throw JsonError((path.empty() ? "/" : path) + ": " + what);
  }
  static std::string text_of(const Json& json, const std::string& path) {
    if (!json.is_string()) fail(path, "expected a text");
    return json.get<std::string>();
  }

 private:
  const Json* json_;
  std::string path_;
  std::set<std::string, std::less<>> known_;
};

template <class Value>
Value one_of(const std::string& text, const std::string& path,
             std::initializer_list<std::pair<std::string_view, Value>> values) {
  for (const auto& [name, value] : values) {
    if (name == text) return value;
  }
  std::string names;
  for (const auto& [name, value] : values) names += (names.empty() ? "" : ", ") + std::string(name);
  Reader::fail(path, "'" + text + "' is none of " + names);
}

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

Type read_type(const Json& json, const std::string& path) {
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
  type.dimensions = reader.small_number("dimensions").value_or(0);
  reader.finish();
  return type;
}

Identity read_identity(const Json& json, const std::string& path) {
  Reader reader(json, path);
  Identity identity;
  identity.mode = one_of<Identity::Mode>(
      reader.text("mode"), reader.path("mode"),
      {{"by_default", Identity::Mode::by_default}, {"always", Identity::Mode::always}});
  identity.start = reader.number("start").value_or(1);
  identity.increment = reader.number("increment").value_or(1);
  reader.finish();
  return identity;
}

Column read_column(const Json& json, const std::string& path) {
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

PrimaryKey read_primary_key(const Json& json, const std::string& path) {
  Reader reader(json, path);
  PrimaryKey key{reader.text_or_empty("name"), reader.texts("columns"), deferrable(reader)};
  reader.finish();
  return key;
}

Unique read_unique(const Json& json, const std::string& path) {
  Reader reader(json, path);
  Unique constraint{reader.text_or_empty("name"), reader.texts("columns"),
                    reader.flag("nulls_not_distinct"), deferrable(reader)};
  reader.finish();
  return constraint;
}

ForeignKey read_foreign_key(const Json& json, const std::string& path) {
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
  reader.finish();
  return key;
}

Check read_check(const Json& json, const std::string& path) {
  Reader reader(json, path);
  Check check{reader.text_or_empty("name"), reader.text("expression"), reader.flag("no_inherit"),
              reader.flag("not_valid")};
  reader.finish();
  return check;
}

Exclude read_exclude(const Json& json, const std::string& path) {
  Reader reader(json, path);
  Exclude exclude{reader.text_or_empty("name"), reader.text("definition"), deferrable(reader)};
  reader.finish();
  return exclude;
}

IndexElement read_element(const Json& json, const std::string& path) {
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

Index read_index(const Json& json, const std::string& path) {
  Reader reader(json, path);
  Index index;
  index.name = reader.text("name");
  reader.each("columns", [&](const Json& item, const std::string& at) {
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

Table read_table(const Json& json, const std::string& path) {
  Reader reader(json, path);
  Table table;
  table.name = {reader.text_or_empty("schema"), reader.text("name")};
  table.comment = reader.text_or_empty("comment");
  const auto read_all = [&](const char* key, auto& into, auto read) {
    reader.each(key,
                [&](const Json& item, const std::string& at) { into.push_back(read(item, at)); });
  };
  std::set<std::string> names;
  reader.get("columns");
  reader.each("columns", [&](const Json& item, const std::string& at) {
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

Enum read_enum(const Json& json, const std::string& path) {
  Reader reader(json, path);
  Enum type{{reader.text_or_empty("schema"), reader.text("name")},
            reader.texts("values"),
            reader.text_or_empty("comment")};
  reader.finish();
  return type;
}

// After sorting, so that neighbours tell.
template <class Things>
void refuse_duplicates(const Things& things, const char* what) {
  const auto twice = std::adjacent_find(
      things.begin(), things.end(), [](const auto& a, const auto& b) { return a.name == b.name; });
  if (twice != things.end()) {
    throw JsonError(std::string("/: ") + what + " '" + to_string(twice->name) + "' is there twice");
  }
}

}  // namespace

Location location_from_json(const Json& json) {
  Reader reader(json, "");
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

Schema schema_from_json(const Json& json) {
  Reader reader(json, "");
  Schema schema;
  reader.get("tables");
  reader.each("tables", [&](const Json& item, const std::string& at) {
    schema.tables.push_back(read_table(item, at));
  });
  reader.each("enums", [&](const Json& item, const std::string& at) {
    schema.enums.push_back(read_enum(item, at));
  });
  for (const char* beside : {"locations", "hints", "heads"}) reader.find(beside);
  reader.finish();
  sort(schema);
  refuse_duplicates(schema.tables, "table");
  refuse_duplicates(schema.enums, "enum");
  return schema;
}

Schema schema_from_text(std::string_view text) {
  Json json;
  try {
    json = Json::parse(text);
  } catch (const Json::parse_error& error) {
    throw JsonError(error.what());
  }
  return schema_from_json(json);
}

}  // namespace limbeck::schema
