#include <algorithm>
#include <set>
#include <utility>

#include "migrations/operations/apply/apply_as.h"
#include "migrations/operations/apply/change.h"
#include "migrations/operations/apply/needs.h"
#include "migrations/operations/apply/objects.h"
#include "migrations/schema/enum_texts.h"
#include "migrations/schema/rename_type.h"
#include "migrations/text/concat.h"

namespace limbeck::operations {
namespace {

void check_values(Change& change, const Name& name, const std::vector<std::string>& values) {
  std::set<std::string_view> seen;
  for (const std::string& value : values) {
    if (!seen.insert(value).second)
      change.fail(concat({"enum ", quoted(name), " has two values ", quoted(value)}));
  }
}

bool is_of(const schema::Column& column, const Name& type) {
  return column.type.kind == schema::TypeKind::enumeration && column.type.name == type;
}

// PostgreSQL stores parsed expressions, so a renamed value has its new name in all of them. The
// author has to change the bodies of functions, queries of views and definitions of triggers.
void follow_rename(Change& change, const RenameEnumValue& operation) {
  const schema::EnumValues values(change.schema, operation.name);
  const auto renamed = [&](const std::string& text, const schema::Type* type,
                           const std::vector<schema::Column>& columns) {
    return type != nullptr
               ? values.renamed_in_value(text, *type, operation.value, operation.new_value)
               : values.renamed_in(text, columns, operation.value, operation.new_value);
  };
  const auto bound_of = [&](const schema::Table& table) {
    const schema::Table* above =
        schema::find_table(std::as_const(change.schema), table.partition_of->table);
    if (above == nullptr) return table.partition_of->bound;
    const schema::Table& source = schema::column_source(change.schema, table);
    return renamed(table.partition_of->bound, nullptr, schema::columns_of_bounds(*above, source));
  };
  std::vector<Name> changed;
  for (const schema::Table& table : change.schema.tables) {
    const auto& columns = schema::column_source(change.schema, table).columns;
    bool differs = table.partition_of && bound_of(table) != table.partition_of->bound;
    schema::each_text(table, [&](const std::string& text, const schema::Type* type, const auto&) {
      differs = differs || renamed(text, type, columns) != text;
    });
    if (differs) changed.push_back(table.name);
  }
  for (const Name& name : changed) {
    schema::Table* table = edit_table(change, name);
    const auto columns = schema::column_source(change.schema, *table).columns;
    if (table->partition_of) table->partition_of->bound = bound_of(*table);
    schema::each_text(*table, [&](std::string& text, const schema::Type* type, const auto&) {
      text = renamed(text, type, columns);
    });
    schema::sort(*table);
  }
  schema::each_type_over_another(change.schema, [&](auto& thing) {
    const auto columns = schema::column_of_value(thing.type);
    schema::each_text_of_type(thing, [&](std::string& text, const schema::Type* type) {
      text = renamed(text, type, columns);
    });
  });
  for (schema::Function& function : change.schema.functions) {
    function.arguments = renamed(function.arguments, nullptr, {});
  }
}

void rename_type(schema::Type& type, const Name& from, const Name& to) {
  if (type.kind == schema::TypeKind::enumeration && type.name == from) type.name = to;
}

// PostgreSQL stores the type, not its name, in everything that it has parsed, which excludes the
// bodies of functions.
void follow_type(Change& change, const Name& from, const Name& to) {
  const auto renamed = [&](const std::string& text) {
    return schema::rename_type_in(text, from, to.name);
  };
  std::vector<Name> changed;
  for (const schema::Table& table : change.schema.tables) {
    bool differs = std::ranges::any_of(
        table.columns, [&](const schema::Column& column) { return is_of(column, from); });
    schema::each_text(table, [&](const std::string& text, const schema::Type*, const auto&) {
      differs = differs || (text.find(from.name) != std::string::npos && renamed(text) != text);
    });
    if (differs) changed.push_back(table.name);
  }
  for (const Name& name : changed) {
    schema::Table* table = edit_table(change, name);
    schema::each_text(
        *table, [&](std::string& text, const schema::Type*, const auto&) { text = renamed(text); });
    for (schema::Column& column : table->columns) rename_type(column.type, from, to);
  }
  schema::each_type_over_another(change.schema, [&](auto& thing) {
    rename_type(thing.type, from, to);
    schema::each_text_of_type(
        thing, [&](std::string& text, const schema::Type*) { text = renamed(text); });
  });
  for (schema::View& view : change.schema.views) view.definition = renamed(view.definition);
  for (schema::Trigger& trigger : change.schema.triggers)
    trigger.definition = renamed(trigger.definition);
  for (schema::Function& function : change.schema.functions) {
    function.arguments =
        schema::rename_type_in_signature(renamed(function.arguments), from, to.name);
    function.definition = schema::rename_type_in_signature(function.definition, from, to.name);
  }
}

void require_no_value(Change& change, const schema::Enum& type, const std::string& value) {
  if (std::ranges::find(type.values, value) == type.values.end()) return;
  change.fail(concat({"enum ", quoted(type.name), " has a value ", quoted(value), " already"}));
}

}  // namespace

static void apply_to(Change& change, const CreateEnum& operation) {
  const Name& name = operation.type.name;
  if (name.name.empty()) change.fail("an enum must have a name");
  require_free_type(change, name);
  check_values(change, name, operation.type.values);
  if (change.failed()) return;
  auto& enums = change.schema.enums;
  const auto at =
      std::lower_bound(enums.begin(), enums.end(), name,
                       [](const schema::Enum& other, const Name& key) { return other.name < key; });
  enums.insert(at, operation.type);
}

static void apply_to(Change& change, const DropEnum& operation) {
  schema::Enum* type = require_enum(change, operation.name);
  if (type == nullptr) return;
  std::vector<std::string> users;
  for (const Name& name : change.catalog.holders(Link::type, operation.name)) {
    const schema::Table& table = *schema::find_table(std::as_const(change.schema), name);
    for (const schema::Column& column : table.columns) {
      if (is_of(column, operation.name))
        users.push_back(quoted(concat({to_string(table.name), ".", column.name})));
    }
  }
  if (!users.empty()) {
    return change.fail(concat({"enum ", quoted(operation.name), " is the type of column",
                               users.size() == 1 ? " " : "s ", enumerated(users),
                               "; change or drop ", users.size() == 1 ? "it" : "them", " first"}));
  }
  change.schema.enums.erase(change.schema.enums.begin() + (type - change.schema.enums.data()));
}

static void apply_to(Change& change, const RenameEnum& operation) {
  schema::Enum* type = require_enum(change, operation.name);
  if (operation.new_name.empty()) change.fail("an enum must have a name");
  const Name new_name{operation.name.schema, operation.new_name};
  if (type != nullptr) require_free_type(change, new_name);
  if (change.failed()) return;
  type->name = new_name;
  follow_type(change, operation.name, new_name);
  schema::sort(change.schema);
}

static void apply_to(Change& change, const AddEnumValue& operation) {
  schema::Enum* type = require_enum(change, operation.name);
  if (type == nullptr) return;
  require_no_value(change, *type, operation.value);
  if (!operation.before.empty()) require_value(change, *type, operation.before);
  if (change.failed()) return;
  const auto at = operation.before.empty() ? type->values.end()
                                           : std::ranges::find(type->values, operation.before);
  type->values.insert(at, operation.value);
}

static void apply_to(Change& change, const RenameEnumValue& operation) {
  schema::Enum* type = require_enum(change, operation.name);
  if (type == nullptr) return;
  require_value(change, *type, operation.value);
  require_no_value(change, *type, operation.new_value);
  if (change.failed()) return;
  *std::ranges::find(type->values, operation.value) = operation.new_value;
  follow_rename(change, operation);
}

static void apply_to(Change& change, const ReplaceEnum& operation) {
  schema::Enum* type = require_enum(change, operation.name);
  if (type == nullptr) return;
  check_values(change, operation.name, operation.values);
  if (const schema::Table* table = schema::partitioned_by(change.schema, operation.name)) {
    change.fail(concat({"a column of enum ", quoted(operation.name),
                        " is in the partition key of table ", quoted(table->name),
                        ", and PostgreSQL never changes the type of such a column: values can be "
                        "added and renamed, not removed or moved"}));
  }
  std::set<std::pair<std::string, std::string>> reported;
  for (const schema::SaidPlace& place : schema::places_of_values(change.schema, operation.name)) {
    const auto is_value = [&](const std::vector<std::string>& values) {
      return std::ranges::find(values, place.value) != values.end();
    };
    if (!place.certain || place.in_body || !is_value(type->values) || is_value(operation.values))
      continue;
    if (!reported.emplace(place.path, place.value).second) continue;
    change.fail(concat({"enum ", quoted(operation.name), " loses the value ", quoted(place.value),
                        ", which ", place.what, " says; change that first"}));
  }
  if (!change.failed()) type->values = operation.values;
}

template void apply_as<CreateEnum>(Change&, const AnyOperation&);
template void apply_as<DropEnum>(Change&, const AnyOperation&);
template void apply_as<RenameEnum>(Change&, const AnyOperation&);
template void apply_as<AddEnumValue>(Change&, const AnyOperation&);
template void apply_as<RenameEnumValue>(Change&, const AnyOperation&);
template void apply_as<ReplaceEnum>(Change&, const AnyOperation&);

}  // namespace limbeck::operations
