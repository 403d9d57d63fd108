#include <algorithm>
#include <set>
#include <utility>

#include "migrations/operations/apply/change.h"
#include "migrations/operations/apply/needs.h"
#include "migrations/operations/apply/objects.h"
#include "migrations/operations/apply/texts.h"
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

// The value that is the default of a column of that type.
std::optional<std::string> default_value(const schema::Column& column, const Name& type) {
  if (!is_of(column, type) || column.type.dimensions > 0 || !column.default_sql)
    return std::nullopt;
  return literal_of(*column.default_sql);
}

void require_no_value(Change& change, const schema::Enum& type, const std::string& value) {
  if (std::ranges::find(type.values, value) == type.values.end()) return;
  change.fail(concat({"enum ", quoted(type.name), " has a value ", quoted(value), " already"}));
}

}  // namespace

void apply_to(Change& change, const CreateEnum& operation) {
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

void apply_to(Change& change, const DropEnum& operation) {
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

void apply_to(Change& change, const AddEnumValue& operation) {
  schema::Enum* type = require_enum(change, operation.name);
  if (type == nullptr) return;
  require_no_value(change, *type, operation.value);
  if (!operation.before.empty()) require_value(change, *type, operation.before);
  if (change.failed()) return;
  const auto at = operation.before.empty() ? type->values.end()
                                           : std::ranges::find(type->values, operation.before);
  type->values.insert(at, operation.value);
}

void apply_to(Change& change, const RenameEnumValue& operation) {
  schema::Enum* type = require_enum(change, operation.name);
  if (type == nullptr) return;
  require_value(change, *type, operation.value);
  require_no_value(change, *type, operation.new_value);
  if (change.failed()) return;
  *std::ranges::find(type->values, operation.value) = operation.new_value;
  // A default is kept as the value, not as its text (PostgreSQL), so it follows.
  for (const Name& name : change.catalog.holders(Link::type, operation.name)) {
    for (schema::Column& column : edit_table(change, name)->columns) {
      if (default_value(column, operation.name) != operation.value) continue;
      column.default_sql = with_literal(*column.default_sql, operation.new_value);
    }
  }
}

void apply_to(Change& change, const ReplaceEnum& operation) {
  schema::Enum* type = require_enum(change, operation.name);
  if (type == nullptr) return;
  check_values(change, operation.name, operation.values);
  for (const Name& name : change.catalog.holders(Link::type, operation.name)) {
    const schema::Table& table = *schema::find_table(std::as_const(change.schema), name);
    for (const schema::Column& column : table.columns) {
      const auto value = default_value(column, operation.name);
      if (!value || std::ranges::find(operation.values, *value) != operation.values.end()) {
        continue;
      }
      change.fail(concat({"enum ", quoted(operation.name), " loses the value ", quoted(*value),
                          ", which is the default of column ",
                          quoted(concat({to_string(table.name), ".", column.name})),
                          "; change the default first"}));
    }
  }
  if (!change.failed()) type->values = operation.values;
}

}  // namespace limbeck::operations
