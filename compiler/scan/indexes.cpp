#include "compiler/scan/indexes.h"

#include <utility>

#include "compiler/scan/naming.h"

namespace limbeck::compiler {

bool read_element(ConstraintReader& reader, const TableOfStruct& table, const Argument& argument,
                  schema::IndexElement& element) {
  if (argument.kind == Argument::Kind::string) {
    element.expression = argument.text;
    return true;
  }
  if (argument.kind == Argument::Kind::path) {
    const int at = reader.column(table, argument);
    if (at < 0) return false;
    element.column = table.columns[static_cast<std::size_t>(at)].column.name;
    return true;
  }
  if (argument.text == "desc") element.order = schema::Order::descending;
  if (argument.text == "nulls_first") element.nulls = schema::Nulls::first;
  if (argument.text == "nulls_last") element.nulls = schema::Nulls::last;
  if (argument.text == "opclass") element.opclass = argument.arguments[1].text;
  if (argument.text == "collate") element.collation = argument.arguments[1].text;
  return read_element(reader, table, argument.arguments[0], element);
}

namespace {

void read_storage(ConstraintReader& reader, const Argument& with, schema::Index& index) {
  for (const Argument& one : with.arguments) {
    if (one.key.empty()) {
      reader.reading().error("limbeck-wrong-argument",
                             "'with' takes settings, as in with(fillfactor = 70)",
                             reader.reading().locator.at(one.span));
      continue;
    }
    index.storage[one.key] = one.text;
  }
}

// The part that both places of an index share.
void finish(ConstraintReader& reader, TableOfStruct& table, const Attribute& attribute,
            schema::Index index) {
  std::vector<std::string> parts;
  for (schema::IndexElement& element : index.elements) {
    parts.push_back(element.column.empty() ? words_of(element.expression) : element.column);
    if (element.opclass.empty()) element.opclass = text_of(attribute, "opclass");
  }
  index.name = text_of(attribute, "name");
  if (index.name.empty())
    index.name = reader.reading().options.naming.name("ix", {table.table.name.name, parts});
  index.unique = named(attribute, "unique") != nullptr;
  index.method = text_of(attribute, "using");
  index.where = text_of(attribute, "where");
  index.nulls_not_distinct = named(attribute, "nulls_not_distinct") != nullptr;
  index.tablespace = text_of(attribute, "tablespace");
  index.comment = text_of(attribute, "comment");
  if (const Argument* with = named(attribute, "with")) read_storage(reader, *with, index);
  auto include = reader.listed(table, attribute, "include");
  if (!include) return;
  index.include = std::move(*include);
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
  bool fine = true;
  for (const Argument* argument : positional(attribute)) {
    schema::IndexElement element;
    fine = read_element(reader, table, *argument, element) && fine;
    index.elements.push_back(std::move(element));
  }
  if (fine) finish(reader, table, attribute, std::move(index));
}

void add_column_index(ConstraintReader& reader, TableOfStruct& table, const Attribute& attribute,
                      const std::string& column) {
  schema::Index index;
  index.elements.emplace_back().column = column;
  finish(reader, table, attribute, std::move(index));
}

}  // namespace limbeck::compiler
