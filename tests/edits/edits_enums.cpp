// Enums.
#include <algorithm>

#include "migrations/schema/array_literal.h"
#include "migrations/schema/enum_texts.h"
#include "migrations/schema/mentions.h"
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
    if (postgresql_ && random_.one_in(2)) {
      column.type.dimensions = 1;
      column.default_sql = "'{one,\"Two words\",it''s}'";
    } else if (random_.one_in(2)) {
      table->checks.push_back(
          {.name = fresh("ck"), .expression = quoted(column.name) + " <> 'Two words' OR true"});
    }
    table->columns.push_back(std::move(column));
  }
  return done();
}

namespace {

// What a person takes out of the models with a value: every text that says it.
void take_out(schema::Schema& schema, const schema::EnumValues& values, const std::string& value) {
  for (Table& table : schema.tables) {
    const auto& columns = schema::column_source(schema, table).columns;
    const auto says = [&](const std::string& text) {
      const auto said = values.said_in(text, columns);
      return std::any_of(said.begin(), said.end(),
                         [&](const schema::SaidValue& one) { return one.value == value; });
    };
    std::erase_if(table.checks, [&](const auto& check) { return says(check.expression); });
    std::erase_if(table.excludes, [&](const auto& exclude) { return says(exclude.definition); });
    std::erase_if(table.indexes, [&](const schema::Index& index) {
      return says(index.where) ||
             std::any_of(index.elements.begin(), index.elements.end(),
                         [&](const auto& element) { return says(element.expression); });
    });
  }
}

// A default without the value: of an array, its other elements.
void take_out(std::optional<std::string>& default_sql, const schema::Type& type,
              const schema::EnumValues& values, const std::string& value) {
  if (!default_sql) return;
  const auto said = values.said_in_value(*default_sql, type);
  const auto is_it = [&](const schema::SaidValue& one) { return one.value == value; };
  if (std::none_of(said.begin(), said.end(), is_it)) return;
  if (!values.is_array(type)) return default_sql.reset();
  std::string list;
  for (const schema::SaidValue& one : said) {
    if (is_it(one)) continue;
    std::string element = schema::array_element(one.value);
    for (std::size_t at = 0; (at = element.find('\'', at)) != std::string::npos; at += 2)
      element.insert(at, 1, '\'');
    list += (list.empty() ? "" : ",") + element;
  }
  default_sql = "'{" + list + "}'";
}

}  // namespace

bool Editor::add_enum_value() {
  schema::Enum* type = any_of<schema::Enum>(schema_.enums);
  if (type == nullptr) return false;
  const auto at =
      type->values.begin() + static_cast<std::ptrdiff_t>(random_.below(type->values.size() + 1));
  type->values.insert(at, fresh("value"));
  return done();
}

bool Editor::rename_enum() {
  schema::Enum* type = any_of<schema::Enum>(schema_.enums);
  if (type == nullptr) return false;
  const schema::Name name = type->name, to{name.schema, fresh("enum")};
  // Bodies that name it would have to be rewritten by hand.
  for (const schema::Function& function : schema_.functions) {
    if (schema::Mentions(function.definition).has_word(name.name)) return false;
  }
  if (!apply(operations::RenameEnum{name, to.name})) return false;
  schema::Name first = name;
  if (const auto earlier = hints_.renamed_enums.find(name); earlier != hints_.renamed_enums.end()) {
    first.name = earlier->second;
    hints_.renamed_enums.erase(earlier);
  }
  if (schema::find_enum(before_, first) != nullptr) hints_.renamed_enums[to] = first.name;
  for (const auto& [key, old_value] : std::map(hints_.renamed_values)) {
    if (key.first != name) continue;
    hints_.renamed_values.erase(key);
    hints_.renamed_values[{to, key.second}] = old_value;
  }
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
  const auto renamed = hints_.renamed_enums.find(name);
  const schema::Enum* was = schema::find_enum(
      before_,
      renamed == hints_.renamed_enums.end() ? name : schema::Name{name.schema, renamed->second});
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
  const schema::EnumValues values(schema_, type->name);
  take_out(schema_, values, value);
  for (Table& table : schema_.tables) {
    for (Column& column : table.columns) take_out(column.default_sql, column.type, values, value);
  }
  for (schema::Domain& domain : schema_.domains) {
    take_out(domain.default_sql, domain.type, values, value);
    std::erase_if(domain.checks, [&](const schema::Check& check) {
      return check.expression.find("'" + value + "'") != std::string::npos;
    });
  }
  for (const auto& place : schema::places_of_values(schema_, type->name)) {
    if (place.value == value) return false;
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
