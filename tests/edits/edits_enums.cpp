// Enums.
#include <algorithm>

#include "migrations/schema/expression.h"
#include "tests/edits/editor.h"

namespace limbeck::test {
namespace {

using schema::Column;
using schema::Table;
using schema::TypeKind;

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

}  // namespace limbeck::test
