#include "migrations/schema/json_reader.h"

namespace limbeck::schema {
namespace {

Name read_name(Reader& reader) { return {reader.text_or_empty("schema"), reader.text("name")}; }

Namespace read_namespace(const Json& json, const JsonPath& path) {
  Reader reader(json, path);
  Namespace schema{{"", reader.text("name")}, reader.text_or_empty("comment")};
  reader.finish();
  return schema;
}

Extension read_extension(const Json& json, const JsonPath& path) {
  Reader reader(json, path);
  Extension extension;
  extension.name = {"", reader.text("name")};
  extension.in_schema = reader.text_or_empty("schema");
  extension.version = reader.text_or_empty("version");
  extension.comment = reader.text_or_empty("comment");
  reader.finish();
  return extension;
}

Sequence read_sequence(const Json& json, const JsonPath& path) {
  Reader reader(json, path);
  Sequence sequence;
  sequence.name = read_name(reader);
  if (const Json* type = reader.find("type")) sequence.type = read_type(*type, reader.path("type"));
  sequence.start = reader.number("start");
  sequence.increment = reader.number("increment").value_or(1);
  sequence.min = reader.number("min");
  sequence.max = reader.number("max");
  sequence.cache = reader.number("cache").value_or(1);
  sequence.cycle = reader.flag("cycle");
  if (const Json* owner = reader.find("owned_by")) {
    Reader inner(*owner, reader.path("owned_by"));
    sequence.owned_by =
        OwnedBy{{inner.text_or_empty("schema"), inner.text("table")}, inner.text("column")};
    inner.finish();
  }
  sequence.comment = reader.text_or_empty("comment");
  reader.finish();
  return sequence;
}

Domain read_domain(const Json& json, const JsonPath& path) {
  Reader reader(json, path);
  Domain domain;
  domain.name = read_name(reader);
  domain.type = read_type(reader.get("type"), reader.path("type"));
  domain.collation = reader.text_or_empty("collation");
  if (reader.find("default") != nullptr) domain.default_sql = reader.text("default");
  domain.not_null = reader.flag("not_null");
  reader.each("checks", [&](const Json& item, const JsonPath& at) {
    domain.checks.push_back(read_check(item, at));
  });
  domain.comment = reader.text_or_empty("comment");
  reader.finish();
  return domain;
}

View read_view(const Json& json, const JsonPath& path) {
  Reader reader(json, path);
  View view;
  view.name = read_name(reader);
  view.materialized = reader.flag("materialized");
  view.definition = reader.text("definition");
  view.storage = reader.text_map("storage");
  reader.each("indexes", [&](const Json& item, const JsonPath& at) {
    view.indexes.push_back(read_index(item, at));
  });
  view.comment = reader.text_or_empty("comment");
  reader.finish();
  return view;
}

Function read_function(const Json& json, const JsonPath& path) {
  Reader reader(json, path);
  Function function;
  function.name = read_name(reader);
  function.procedure = reader.flag("procedure");
  function.arguments = reader.text_or_empty("arguments");
  function.definition = reader.text("definition");
  function.comment = reader.text_or_empty("comment");
  reader.finish();
  return function;
}

Trigger read_trigger(const Json& json, const JsonPath& path) {
  Reader reader(json, path);
  Trigger trigger;
  trigger.name = reader.text("name");
  trigger.table = {reader.text_or_empty("schema"), reader.text("table")};
  trigger.constraint = reader.flag("constraint");
  trigger.fires = reader.text("fires");
  trigger.definition = reader.text("definition");
  const std::string mode = reader.text_or_empty("mode");
  if (!mode.empty()) {
    trigger.mode = one_of<TriggerMode>(mode, reader.path("mode"),
                                       {{"enabled", TriggerMode::enabled},
                                        {"disabled", TriggerMode::disabled},
                                        {"replica", TriggerMode::replica},
                                        {"always", TriggerMode::always}});
  }
  trigger.comment = reader.text_or_empty("comment");
  reader.finish();
  return trigger;
}

void fail_twice(ObjectKind kind, const Name& name, const std::string& part) {
  throw JsonError("/: " + std::string(to_string(kind)) + " '" +
                  to_string(Object{kind, name, part}) + "' is there twice");
}

}  // namespace

void read_objects(Reader& reader, Schema& schema) {
  const auto read_all = [&](const char* key, auto& into, auto read) {
    reader.each(key, [&](const Json& item, const JsonPath& at) { into.push_back(read(item, at)); });
  };
  read_all("schemas", schema.schemas, read_namespace);
  read_all("extensions", schema.extensions, read_extension);
  read_all("sequences", schema.sequences, read_sequence);
  read_all("domains", schema.domains, read_domain);
  read_all("views", schema.views, read_view);
  read_all("functions", schema.functions, read_function);
  read_all("triggers", schema.triggers, read_trigger);
}

void refuse_duplicate_objects(const Schema& schema) {
  refuse_duplicates(schema.schemas, "schema");
  refuse_duplicates(schema.extensions, "extension");
  refuse_duplicates(schema.sequences, "sequence");
  refuse_duplicates(schema.domains, "domain");
  refuse_duplicates(schema.views, "view");
  std::set<std::pair<Name, std::string>> functions, triggers;
  for (const Function& function : schema.functions) {
    if (!functions.emplace(function.name, argument_types(function.arguments)).second)
      fail_twice(ObjectKind::function, function.name, function.arguments);
  }
  for (const Trigger& trigger : schema.triggers) {
    if (!triggers.emplace(trigger.table, trigger.name).second)
      fail_twice(ObjectKind::trigger, trigger.table, trigger.name);
  }
}

}  // namespace limbeck::schema
