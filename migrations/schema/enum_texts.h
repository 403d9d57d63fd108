// Visits the SQL texts of a schema that can have values of an enum.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "migrations/schema/enum_values.h"
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

/// The same for a domain; its checks name the value that they check VALUE.
template <class AnyDomain, class Visit>
void each_text_of_domain(AnyDomain& domain, const Visit& visit) {
  const Type* const expression = nullptr;
  if (domain.default_sql) visit(*domain.default_sql, &domain.type);
  for (auto& check : domain.checks) visit(check.expression, expression);
}

/// The column that represents VALUE in the checks of a domain.
std::vector<Column> columns_of(const Domain& domain);
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
