// Every text of a schema that can hold a value of an enum, with what it takes to read it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "migrations/schema/enum_values.h"
#include "migrations/schema/schema.h"

namespace limbeck::schema {

/// Calls `visit(text, type, thing)` for the texts of the columns, constraints and indexes: `type` is
/// what the value of the text becomes (defaults), or null for an expression over the table's
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

/// VALUE, in the checks of a domain.
std::vector<Column> columns_of(const Domain& domain);
/// The columns that a query, or what a trigger does, can read under their own names: those of every
/// table that it mentions. A name that it gives to something itself is not among them.
std::vector<Column> columns_read_by(const Schema& schema, std::string_view text);

/// A table whose partition key has a column of the enum, or null: PostgreSQL never changes the type
/// of such a column, so no value can be taken out of the enum.
const Table* partitioned_by(const Schema& schema, const Name& type);

/// A place in a schema where a value of an enum stands.
struct SaidPlace {
  std::string path = {};  ///< as in SourceMap
  std::string what = {};  ///< `the default of column 'jobs.state'`
  std::string value = {};
  bool certain = false;  ///< else it may be a text like any other
  bool in_body = false;  ///< of a function: PostgreSQL keeps that as it is written
};

/// Where values of the enum stand: in tables, the bounds of partitions, domains, views, triggers and
/// functions; of these, only where they have to do with the enum.
std::vector<SaidPlace> places_of_values(const Schema& schema, const Name& type);

}  // namespace limbeck::schema
