#include "compiler/scan/constraints.h"

#include <algorithm>
#include <type_traits>
#include <utility>

#include "compiler/scan/read_arguments.h"
#include "migrations/findings/rule_id.h"
#include "migrations/schema/index_element.h"
#include "migrations/schema/schema.h"

namespace limbeck::compiler {

namespace {

// Parses an element in SQL, because an order and an operator class are not a part of its
// expression.
bool read_sql(ConstraintReader& reader, const TableOfStruct& table, const Argument& argument,
              schema::IndexElement& element) {
  std::vector<std::string> columns;
  for (const ColumnOfField& one : table.columns) columns.push_back(one.column.name);
  schema::ReadElement read = schema::read_index_element(argument.text, columns);
  const auto fail = [&](RuleId rule, const std::string& message) {
    reader.reading().error(rule, message, reader.reading().locator.at(argument.span));
    return false;
  };
  if (!read.problem.empty()) {
    return fail(RuleId::wrong_argument,
                "'" + argument.text + "' is no element of an index: " + read.problem);
  }
  element = std::move(read.element);
  const std::string& column = element.column;
  if (column.empty() || std::find(columns.begin(), columns.end(), column) != columns.end()) {
    return true;
  }
  const std::string near = schema::nearest(column, columns);
  return fail(RuleId::unknown_member, "table '" + to_string(table.table.name) +
                                          "' has no column '" + column + "'" +
                                          (near.empty() ? "" : "; did you mean '" + near + "'?"));
}

}  // namespace

bool read_element(ConstraintReader& reader, const TableOfStruct& table, const Argument& argument,
                  schema::IndexElement& element) {
  if (argument.kind == Argument::Kind::string) return read_sql(reader, table, argument, element);
  if (argument.kind == Argument::Kind::path) {
    const int at = reader.column(table, argument);
    if (at < 0) return false;
    element.column = table.columns[static_cast<std::size_t>(at)].column.name;
    return true;
  }
  if (!read_element(reader, table, argument.arguments[0], element)) return false;
  const auto say = [&](auto& part, auto value) {
    const bool said = part != std::remove_reference_t<decltype(part)>{};
    if (said) {
      reader.reading().error(RuleId::clash, "'" + argument.text + "' repeats what is inside of it",
                             reader.reading().locator.at(argument.span));
    }
    part = std::move(value);
    return !said;
  };
  if (argument.text == "desc") return say(element.order, schema::Order::descending);
  if (argument.text == "asc") return say(element.order, schema::Order::ascending);
  if (argument.text == "nulls_first") return say(element.nulls, schema::Nulls::first);
  if (argument.text == "nulls_last") return say(element.nulls, schema::Nulls::last);
  if (argument.text == "opclass") return say(element.opclass, argument.arguments[1].text);
  return say(element.collation, argument.arguments[1].text);
}

namespace {

// The name of an element in the index's name: its text as it was written, so that changes of the
// parser do not change names.
std::string name_part(const Argument& argument, const schema::IndexElement& element) {
  const Argument* inside = &argument;
  while (inside->kind == Argument::Kind::call) inside = &inside->arguments[0];
  return inside->kind == Argument::Kind::string ? schema::words_of(inside->text) : element.column;
}

// The part that both places of an index share.
void finish(ConstraintReader& reader, TableOfStruct& table, const Attribute& attribute,
            schema::Index index, const std::vector<std::string>& parts) {
  for (schema::IndexElement& element : index.elements) {
    if (element.opclass.empty()) element.opclass = text_of(attribute, "opclass");
  }
  index.name = text_of(attribute, "name");
  if (index.name.empty())
    index.name = reader.reading().options.naming.name("ix", {table.table.name.name, parts});
  index.method = text_of(attribute, "using");
  if (!read_arguments(reader, table, attribute, index)) return;
  if (reader.place(
          schema::path_of_index(table.table.name, index.name),
          "table '" + to_string(table.table.name) + "' has two indexes named '" + index.name + "'",
          reader.reading().locator.at(attribute.span))) {
    table.table.indexes.push_back(std::move(index));
  }
}

}  // namespace

void add_index(ConstraintReader& reader, TableOfStruct& table, const Attribute& attribute) {
  schema::Index index;
  std::vector<std::string> parts;
  bool fine = true;
  for (const Argument* argument : positional(attribute)) {
    schema::IndexElement element;
    fine = read_element(reader, table, *argument, element) && fine;
    parts.push_back(name_part(*argument, element));
    index.elements.push_back(std::move(element));
  }
  if (fine) finish(reader, table, attribute, std::move(index), parts);
}

void add_column_index(ConstraintReader& reader, TableOfStruct& table, const Attribute& attribute,
                      const std::string& column) {
  schema::Index index;
  index.elements.emplace_back().column = column;
  finish(reader, table, attribute, std::move(index), {column});
}

}  // namespace limbeck::compiler
