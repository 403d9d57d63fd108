#include <algorithm>

#include "migrations/schema/enum_names.h"
#include "migrations/schema/json.h"
#include "migrations/schema/json_reader.h"
#include "migrations/schema/kinds.h"
#include "migrations/schema/schema.h"

namespace limbeck::schema {
namespace {

// PostgreSQL's MAXDIM; the other databases have no arrays.
constexpr int most_dimensions = 6;

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

// The enumerator of that name. A default without a name in JSON is none of them.
template <class Enum>
Enum enumerator(const std::string& text, const JsonPath& path) {
  std::string names;
  for (int i = 0; i < enumerator_count<Enum>(); ++i) {
    const std::string_view name = names_of(static_cast<Enum>(i)).json;
    if (name.empty()) continue;
    if (name == text) return static_cast<Enum>(i);
    names += (names.empty() ? "" : ", ") + std::string(name);
  }
  Reader::fail(path, "'" + text + "' is none of " + names);
}

template <class Struct>
Struct read(const Json& json, const JsonPath& path);
template <>
IndexElement read(const Json& json, const JsonPath& path);

// Whether a thing can be without a field that its like needs: a partition has its table's columns.
template <class Struct>
bool can_lack(const Struct&, const char*) {
  return false;
}
bool can_lack(const Table& table, const char* field) {
  return table.partition_of && std::string_view(field) == "columns";
}

// Each puts into `value`, which has its default, what the object says of the field.
class FieldReader {
 public:
  FieldReader(Reader& reader, const char* name, bool is_needed)
      : reader_(reader), name_(name), is_needed_(is_needed) {}

  void operator()(std::string& value) const {
    value = is_needed_ ? reader_.text(name_) : reader_.text_or_empty(name_);
  }
  void operator()(bool& value) const { value = reader_.flag(name_, value); }
  void operator()(std::int64_t& value) const { value = reader_.number(name_).value_or(value); }
  void operator()(std::optional<std::int64_t>& value) const { value = reader_.number(name_); }
  void operator()(std::optional<std::string>& value) const {
    if (reader_.find(name_) != nullptr) value = reader_.text(name_);
  }
  void operator()(std::vector<std::string>& value) const { value = reader_.texts(name_); }
  void operator()(std::map<std::string, std::string>& value) const {
    value = reader_.text_map(name_);
  }
  void operator()(Type& value) const {
    if (const Json* type = member()) value = read_type(*type, reader_.path(name_));
  }
  template <class Enum>
  requires std::is_enum_v<Enum>
  void operator()(Enum& value) const {
    const std::string text = is_needed_ ? reader_.text(name_) : reader_.text_or_empty(name_);
    if (is_needed_ || !text.empty()) value = enumerator<Enum>(text, reader_.path(name_));
  }
  template <class Struct>
  requires has_fields<Struct>
  void operator()(std::optional<Struct>& value) const {
    if (const Json* thing = member()) value = read<Struct>(*thing, reader_.path(name_));
  }
  template <class Thing>
  void operator()(std::vector<Thing>& value) const {
    if (is_needed_) reader_.get(name_);
    value.reserve(reader_.count(name_));
    std::set<std::string> names;
    reader_.each(name_, [&](const Json& item, const JsonPath& at) {
      value.push_back(read<Thing>(item, at));
      if constexpr (std::is_same_v<Thing, Column>) {
        if (!names.insert(value.back().name).second)
          Reader::fail(at, "column '" + value.back().name + "' is there twice");
      }
    });
  }

 private:
  const Json* member() const { return is_needed_ ? &reader_.get(name_) : reader_.find(name_); }

  Reader& reader_;
  const char* name_;
  bool is_needed_;
};

template <class Struct>
Struct read_object(const Json& json, const JsonPath& path) {
  Reader reader(json, path);
  Struct thing;
  for (const bool early : {true, false}) {
    each_field<Struct>([&](const auto& field) {
      if (field.is_early != early) return;
      auto& value = thing.*field.member;
      if constexpr (std::is_same_v<decltype(value), Name&>) {
        if (field.schema != nullptr) value.schema = reader.text_or_empty(field.schema);
        value.name = reader.text(field.name);
      } else {
        const bool is_needed = field.is_needed && !can_lack(thing, field.name);
        FieldReader(reader, field.name, is_needed)(value);
      }
    });
  }
  reader.finish();
  return thing;
}

template <class Struct>
Struct read(const Json& json, const JsonPath& path) {
  return read_object<Struct>(json, path);
}

template <>
IndexElement read(const Json& json, const JsonPath& path) {
  if (json.is_string()) return {.column = json.get<std::string>()};
  Reader reader(json, path);
  if (reader.text_or_empty("column").empty() == reader.text_or_empty("expression").empty())
    Reader::fail(path, "expected a column or an expression");
  return read_object<IndexElement>(json, path);
}

template <class Thing>
void read_all(Reader& reader, const char* key, std::vector<Thing>& things) {
  reader.each(
      key, [&](const Json& item, const JsonPath& at) { things.push_back(read<Thing>(item, at)); });
}

std::string called(const Table& thing) { return to_string(thing.name); }
template <class Thing>
std::string called(const Thing& thing) {
  return to_string(object_of(thing));
}

// Duplicates are neighbours, because the list is sorted; but functions of one name are sorted by
// their arguments as they are written, and not by the types of these.
template <class Things>
void refuse_duplicates(const Things& things, const char* what) {
  for (auto one = things.begin(); one != things.end(); ++one) {
    for (auto other = std::next(one); other != things.end() && other->name == one->name; ++other) {
      if (!is_same_thing(*one, *other)) continue;
      throw JsonError(std::string("/: ") + what + " '" + called(*other) + "' is there twice");
    }
  }
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

// Reads everything but the tables, which were read before.
void read_beside_tables(Reader& reader, Schema& schema) {
  for_each_kind([&](const auto& kind) {
    if constexpr (!std::is_same_v<ThingOf<decltype(kind)>, Table>)
      read_all(reader, kind.name, schema.*kind.member);
  });
  for (const char* beside : {"locations", "hints", "heads", "destructive", "former_names"}) {
    reader.find(beside);
  }
  reader.finish();
  sort(schema);
  for_each_kind([&](const auto& kind) { refuse_duplicates(schema.*kind.member, kind.label); });
}

// Reads tables and locations as soon as the parser has completed them, and discards their JSON.
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
          read<Table>(parsed, JsonPath().member("tables").item(schema_.tables.size())));
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
  read_all(reader, "tables", schema.tables);
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
