// What stands beside tables.
#include <algorithm>

#include "migrations/schema/kinds.h"
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

bool Editor::add_extension() {
  const std::string name =
      random_.of<std::string>({"hstore", "pg_trgm", "fuzzystrmatch", "intarray", "unaccent"});
  if (schema::find<schema::Extension>(schema_, {"", name}) != nullptr) return false;
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
