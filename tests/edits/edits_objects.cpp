// Enums, and what stands beside tables.
#include <algorithm>

#include "migrations/schema/expression.h"
#include "migrations/schema/mentions.h"
#include "tests/edits/editor.h"

namespace limbeck::test {
namespace {

using schema::Column;
using schema::Table;
using schema::TypeKind;

schema::Type native(const std::string& sql) {
  schema::Type type;
  type.kind = TypeKind::native;
  type.name.name = sql;
  return type;
}

}  // namespace

bool Editor::add_enum() {
  schema::Enum type;
  type.name = {"", fresh("enum")};
  type.values = {"one", "it's", "Two words"};
  const schema::Name name = type.name;
  schema_.enums.push_back(std::move(type));
  if (Table* table = any_table(); table != nullptr && random_.one_in(2)) {
    Column column{.name = fresh("column")};
    column.type.kind = TypeKind::enumeration;
    column.type.name = name;
    column.nullable = random_.one_in(2);
    column.default_sql = "'one'";
    table->columns.push_back(std::move(column));
  }
  return done();
}

bool Editor::add_enum_value() {
  schema::Enum* type = any_of<schema::Enum>(schema_.enums);
  if (type == nullptr) return false;
  const auto at =
      type->values.begin() + static_cast<std::ptrdiff_t>(random_.below(type->values.size() + 1));
  type->values.insert(at, fresh("value"));
  return done();
}

bool Editor::rename_enum_value() {
  schema::Enum* type = any_of<schema::Enum>(schema_.enums);
  if (type == nullptr || type->values.empty()) return false;
  const schema::Name name = type->name;
  const std::string from = random_.of(type->values), to = fresh("value");
  // Texts that hold the value would have to be rewritten by hand.
  for (const schema::View& view : schema_.views) {
    if (view.definition.find("'" + from + "'") != std::string::npos) return false;
  }
  if (!apply(operations::RenameEnumValue{name, from, to})) return false;
  std::string old = from;
  if (const auto earlier = hints_.renamed_values.find({name, from});
      earlier != hints_.renamed_values.end()) {
    old = earlier->second;
    hints_.renamed_values.erase(earlier);
  }
  const schema::Enum* was = schema::find_enum(before_, name);
  if (was != nullptr && std::find(was->values.begin(), was->values.end(), old) != was->values.end())
    hints_.renamed_values[{name, to}] = old;
  return done();
}

bool Editor::remove_enum_value() {
  schema::Enum* type = any_of<schema::Enum>(schema_.enums);
  if (type == nullptr || type->values.size() < 2) return false;
  const auto at =
      type->values.begin() + static_cast<std::ptrdiff_t>(random_.below(type->values.size()));
  const std::string value = *at;
  hints_.renamed_values.erase({type->name, value});
  type->values.erase(at);
  for (const schema::View& view : schema_.views) {
    if (view.definition.find("'" + value + "'") != std::string::npos) return false;
  }
  for (Table& table : schema_.tables) {
    for (Column& column : table.columns) {
      if (column.type.kind == TypeKind::enumeration && column.type.name == type->name)
        column.default_sql.reset();
    }
  }
  return done();
}

bool Editor::reorder_enum() {
  schema::Enum* type = any_of<schema::Enum>(schema_.enums);
  if (type == nullptr || type->values.size() < 2) return false;
  std::reverse(type->values.begin(), type->values.end());
  return done();
}

bool Editor::add_sequence() {
  schema::Sequence sequence;
  sequence.name = {"", fresh("sequence")};
  if (random_.one_in(2)) sequence.start = 50;
  if (random_.one_in(2)) sequence.increment = 5;
  if (random_.one_in(3)) sequence.type.kind = TypeKind::integer;
  sequence.cycle = random_.one_in(3);
  const schema::Name name = sequence.name;
  schema_.sequences.push_back(std::move(sequence));
  if (Table* table = any_table(); table != nullptr && random_.one_in(2)) {
    Column column{.name = fresh("column"), .type = schema::parse_type("bigint")};
    column.nullable = random_.one_in(2);
    column.default_sql = "nextval('" + quoted(name) + "'::regclass)";
    table->columns.push_back(std::move(column));
  }
  return done();
}

bool Editor::change_sequence() {
  schema::Sequence* sequence = any_of<schema::Sequence>(schema_.sequences);
  if (sequence == nullptr) return false;
  switch (random_.below(4)) {
    case 0:
      sequence->increment = sequence->increment == 1 ? 10 : 1;
      break;
    case 1:
      sequence->cache = 20;
      break;
    case 2:
      sequence->cycle = !sequence->cycle;
      break;
    default:
      sequence->owned_by.reset();
  }
  return done();
}

bool Editor::drop_sequence() {
  schema::Sequence* sequence = any_of<schema::Sequence>(schema_.sequences);
  if (sequence == nullptr) return false;
  const schema::Name name = sequence->name;
  for (Table& table : schema_.tables) {
    for (Column& column : table.columns) {
      if (column.default_sql && schema::Mentions(*column.default_sql).has_word(name.name))
        column.default_sql.reset();
    }
  }
  std::erase_if(schema_.sequences, [&](const auto& other) { return other.name == name; });
  return done();
}

bool Editor::add_domain() {
  schema::Domain domain;
  domain.name = {"", fresh("domain")};
  domain.type = schema::parse_type("text");
  if (random_.one_in(2)) domain.checks.push_back({.name = "ck", .expression = "VALUE <> 'x'"});
  if (random_.one_in(3)) domain.default_sql = "'new'";
  domain.comment = any_comment();
  const std::string name = quoted(domain.name.name);
  schema_.domains.push_back(std::move(domain));
  if (Table* table = any_table(); table != nullptr && random_.one_in(2)) {
    table->columns.push_back({.name = fresh("column"), .type = native(name), .nullable = true});
  }
  return done();
}

bool Editor::change_domain() {
  schema::Domain* domain = any_of<schema::Domain>(schema_.domains);
  if (domain == nullptr) return false;
  switch (random_.below(3)) {
    case 0:
      domain->checks.push_back({.name = fresh("ck"), .expression = "VALUE IS NOT NULL OR true"});
      break;
    case 1:
      if (domain->checks.empty()) return false;
      domain->checks.pop_back();
      break;
    default:
      domain->comment = any_comment();
  }
  return done();
}

bool Editor::add_view() {
  const Table* table = any_table();
  if (table == nullptr) return false;
  schema::View view;
  view.name = {"", fresh("view")};
  std::string columns;
  for (const Column& column : table->columns) {
    if (columns.empty() || random_.one_in(3))
      columns += (columns.empty() ? "" : ", ") + quoted(column.name);
  }
  view.definition = "SELECT " + columns + " FROM " + quoted(table->name);
  view.materialized = postgresql_ && random_.one_in(3);
  if (view.materialized && random_.one_in(2)) {
    view.indexes = {{.name = fresh("ix"), .elements = {{.column = table->columns[0].name}}}};
    const TypeKind kind = table->columns[0].type.kind;
    if (kind == TypeKind::json || kind == TypeKind::native) view.indexes.clear();
  } else if (postgresql_ && !view.materialized && random_.one_in(3)) {
    view.storage["security_barrier"] = "true";
  }
  if (postgresql_) view.comment = any_comment();
  schema_.views.push_back(std::move(view));
  return done();
}

bool Editor::change_view() {
  schema::View* view = any_of<schema::View>(schema_.views);
  if (view == nullptr) return false;
  if (!postgresql_ || random_.one_in(2)) {
    std::string query = view->definition;
    while (!query.empty() && (query.back() == ';' || query.back() == ' ' || query.back() == '\n'))
      query.pop_back();
    view->definition = "SELECT * FROM (" + query + ") AS q WHERE true";
  } else {
    view->comment = any_comment();
  }
  return done();
}

bool Editor::drop_view() {
  const schema::View* view = any_of<schema::View>(schema_.views);
  if (view == nullptr) return false;
  const schema::Name name = view->name;
  drop_texts_with(name, "");
  std::erase_if(schema_.views, [&](const auto& other) { return other.name == name; });
  std::erase_if(schema_.triggers, [&](const auto& trigger) { return trigger.table == name; });
  return done();
}

bool Editor::add_function() {
  schema::Function function;
  function.name = {"", fresh("function")};
  function.arguments = random_.of<std::string>({"", "a integer", "a text, b bigint DEFAULT 1"});
  function.definition = random_.of<std::string>(
      {"RETURNS integer\nLANGUAGE sql\nAS $$SELECT 1$$",
       "RETURNS integer LANGUAGE plpgsql AS $body$ BEGIN RETURN 3; -- it's \"odd\"\nEND $body$"});
  function.comment = any_comment();
  schema_.functions.push_back(std::move(function));
  return done();
}

bool Editor::change_function() {
  schema::Function* function =
      any_of<schema::Function>(schema_.functions, [](const schema::Function& one) {
        return one.definition.find("LANGUAGE") != std::string::npos && !one.procedure;
      });
  if (function == nullptr) return false;
  if (random_.one_in(2)) {
    function->comment = any_comment();
  } else {
    // Another cost is another text.
    const std::size_t at = function->definition.find("LANGUAGE");
    if (function->definition.find("COST") != std::string::npos) return false;
    function->definition.insert(at, "COST 77 ");
  }
  return done();
}

bool Editor::drop_function() {
  const schema::Function* function = any_of<schema::Function>(schema_.functions);
  if (function == nullptr) return false;
  const schema::Function gone = *function;
  const auto names = [&](const std::string& text) {
    return schema::Mentions(text).has_word(gone.name.name);
  };
  for (const Table& table : schema_.tables) {
    for (const Column& column : table.columns) {
      if ((column.default_sql && names(*column.default_sql)) ||
          (column.generated && names(column.generated->expression))) {
        return false;
      }
    }
    for (const schema::Check& check : table.checks) {
      if (names(check.expression)) return false;
    }
    for (const schema::Index& index : table.indexes) {
      if (names(index.where)) return false;
      for (const auto& element : index.elements) {
        if (names(element.expression)) return false;
      }
    }
  }
  for (const schema::Domain& domain : schema_.domains) {
    for (const schema::Check& check : domain.checks) {
      if (names(check.expression)) return false;
    }
  }
  std::erase_if(schema_.triggers, [&](const auto& trigger) { return names(trigger.definition); });
  drop_texts_with(gone.name, "");
  std::erase(schema_.functions, gone);
  return done();
}

bool Editor::add_trigger() {
  const Table* table = any_table();
  if (table == nullptr) return false;
  schema::Function function;
  function.name = {"", fresh("touch")};
  function.definition = "RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$";
  schema::Trigger trigger;
  trigger.table = table->name;
  trigger.name = fresh("trigger");
  trigger.fires =
      random_.of<std::string>({"BEFORE INSERT", "AFTER INSERT OR DELETE",
                               "AFTER UPDATE OF " + quoted(random_.of(table->columns).name)});
  trigger.definition = "FOR EACH ROW EXECUTE FUNCTION " + quoted(function.name) + "()";
  trigger.comment = any_comment();
  if (random_.one_in(4)) trigger.mode = schema::TriggerMode::disabled;
  schema_.functions.push_back(std::move(function));
  schema_.triggers.push_back(std::move(trigger));
  return done();
}

bool Editor::change_trigger() {
  schema::Trigger* trigger = any_of<schema::Trigger>(schema_.triggers);
  if (trigger == nullptr) return false;
  switch (random_.below(3)) {
    case 0:
      trigger->mode = trigger->mode == schema::TriggerMode::enabled ? schema::TriggerMode::always
                                                                    : schema::TriggerMode::enabled;
      break;
    case 1:
      trigger->comment = any_comment();
      break;
    default:
      if (schema::find_table(schema_, trigger->table) == nullptr || trigger->constraint)
        return false;
      trigger->fires = "AFTER INSERT OR UPDATE";
      if (trigger->definition.find("REFERENCING") != std::string::npos) return false;
  }
  return done();
}

bool Editor::drop_trigger() {
  const schema::Trigger* trigger = any_of<schema::Trigger>(schema_.triggers);
  if (trigger == nullptr) return false;
  const schema::Trigger gone = *trigger;
  std::erase(schema_.triggers, gone);
  return done();
}

bool Editor::add_partitioned_table() {
  Table table;
  table.name = {"", fresh("events")};
  table.columns = {{.name = "id", .type = schema::parse_type("bigint")},
                   {.name = "day", .type = schema::parse_type("date")},
                   {.name = "note", .type = schema::parse_type("text"), .nullable = true}};
  table.partition_by = "RANGE (id)";
  if (random_.one_in(2)) table.primary_key = schema::PrimaryKey{fresh("pk"), {"id"}};
  if (random_.one_in(2)) table.indexes = {{.name = fresh("ix"), .elements = {{.column = "day"}}}};
  const schema::Name name = table.name;
  schema_.tables.push_back(std::move(table));
  for (int i = 0; i < 2; ++i) {
    Table part;
    part.name = {"", name.name + "_" + std::to_string(i)};
    part.partition_of =
        schema::PartitionOf{name, i == 0 ? "FOR VALUES FROM (1) TO (10)" : "DEFAULT"};
    schema_.tables.push_back(std::move(part));
  }
  return done();
}

bool Editor::add_partition() {
  const Table* parent = any_of<Table>(schema_.tables, [](const Table& other) {
    return !other.partition_by.empty() && !other.partition_of;
  });
  if (parent == nullptr) return false;
  for (const Table* part : schema::partitions_of(schema_, parent->name)) {
    if (part->partition_of->bound == "DEFAULT") return false;
  }
  Table part;
  part.name = {parent->name.schema, fresh("partition")};
  part.partition_of = schema::PartitionOf{parent->name, "DEFAULT"};
  schema_.tables.push_back(std::move(part));
  return done();
}

bool Editor::detach_partition() {
  const Table* part = any_of<Table>(schema_.tables, [](const Table& other) {
    return other.partition_of && other.partition_by.empty();
  });
  if (part == nullptr) return false;
  if (!apply(operations::DetachPartition{part->partition_of->table, part->name})) return false;
  return done();
}

// A partition gets another bound, so that it has to go and come again.
bool Editor::attach_partition() {
  Table* part = any_of<Table>(schema_.tables, [](const Table& other) {
    return other.partition_of && other.partition_by.empty() &&
           other.partition_of->bound != "DEFAULT";
  });
  if (part == nullptr) return false;
  for (const Table* other : schema::partitions_of(schema_, part->partition_of->table)) {
    if (other->partition_of->bound == "DEFAULT") return false;
  }
  part->partition_of->bound = "DEFAULT";
  return done();
}

bool Editor::add_extension() {
  const std::string name =
      random_.of<std::string>({"hstore", "pg_trgm", "fuzzystrmatch", "intarray", "unaccent"});
  if (schema::find_extension(schema_, name) != nullptr) return false;
  schema::Extension extension;
  extension.name = {"", name};
  schema_.extensions.push_back(std::move(extension));
  return done();
}

bool Editor::add_schema() {
  schema::Namespace space;
  space.name = {"", fresh("schema")};
  space.comment = any_comment();
  Table table;
  table.name = {space.name.name, "in_it"};
  table.columns = {{.name = "id", .type = schema::parse_type("bigint")}};
  schema_.schemas.push_back(std::move(space));
  if (random_.one_in(2)) schema_.tables.push_back(std::move(table));
  return done();
}

bool Editor::change_object_comment() {
  switch (random_.below(5)) {
    case 0:
      if (schema_.sequences.empty()) return false;
      any_of<schema::Sequence>(schema_.sequences)->comment = any_comment();
      return done();
    case 1:
      if (schema_.enums.empty()) return false;
      any_of<schema::Enum>(schema_.enums)->comment = any_comment();
      return done();
    case 2:
      if (schema_.domains.empty()) return false;
      any_of<schema::Domain>(schema_.domains)->comment = any_comment();
      return done();
    case 3:
      if (schema_.views.empty()) return false;
      any_of<schema::View>(schema_.views)->comment = any_comment();
      return done();
    default:
      if (schema_.functions.empty()) return false;
      any_of<schema::Function>(schema_.functions)->comment = any_comment();
      return done();
  }
}

}  // namespace limbeck::test
