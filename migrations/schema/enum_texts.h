// Visits the SQL texts of a schema that can have values of an enum.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "migrations/schema/enum_values.h"
#include "migrations/schema/kinds.h"
#include "migrations/schema/schema.h"

namespace limbeck::schema {

/// Calls `visit(text, type, thing)` for the texts of the columns, constraints and indexes: `type`
/// is what the value of the text becomes (defaults), or null for an expression over the table's
/// columns; `thing` is the column, constraint or index. `AnyTable` is Table or const Table.
template <class AnyTable, class Visit>
void each_text(AnyTable& table, const Visit& visit) {
  const Type* const expression = nullptr;
  for (auto& column : table.columns) {
    if (column.default_sql) visit(*column.default_sql, &column.type, column);
    if (column.generated) visit(column.generated->expression, expression, column);
  }
  for (auto& check : table.checks) visit(check.expression, expression, check);
  for (auto& exclude : table.excludes) visit(exclude.definition, expression, exclude);
  for (auto& index : table.indexes) {
    visit(index.where, expression, index);
    for (auto& element : index.elements) visit(element.expression, expression, index);
  }
}

/// Calls `visit(type)` for each type of the schema that is over another type, as a domain is.
template <class ASchema, class Visit>
void each_type_over_another(ASchema& schema, const Visit& visit) {
  for_each_kind([&](const auto& kind) {
    using Thing = ThingOf<decltype(kind)>;
    if constexpr (is_type<Thing> && requires(Thing & thing) { thing.type; }) {
      for (auto& thing : schema.*kind.member) visit(thing);
    }
  });
}
/// The same as each_text for such a type; its checks name the value that they check VALUE.
template <class AnyType, class Visit>
void each_text_of_type(AnyType& thing, const Visit& visit) {
  const Type* const expression = nullptr;
  if (thing.default_sql) visit(*thing.default_sql, &thing.type);
  for (auto& check : thing.checks) visit(check.expression, expression);
}

/// The column that represents VALUE in the checks of a type over this one.
std::vector<Column> column_of_value(const Type& type);
/// The columns that a query or a trigger can read: those of all tables that it mentions. Aliases of
/// the query are not included.
std::vector<Column> columns_read_by(const Schema& schema, std::string_view text);

/// A table whose partition key has a column of the enum, or null. PostgreSQL does not change the
/// type of such a column, so values of the enum cannot be removed.
const Table* partitioned_by(const Schema& schema, const Name& type);

/// A use of a value of an enum in a schema.
struct SaidPlace {
  std::string path = {};  ///< as in SourceMap
  std::string what = {};  ///< `the default of column 'jobs.state'`
  std::string value = {};
  bool certain = false;  ///< if not, it may be an ordinary text
  bool in_body = false;  ///< of a function: PostgreSQL keeps that as it is written
};

/// The uses of the enum's values in tables, bounds of partitions, domains, views, triggers and
/// functions that are related to the enum.
std::vector<SaidPlace> places_of_values(const Schema& schema, const Name& type);

}  // namespace limbeck::schema
