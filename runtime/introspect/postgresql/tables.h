// Tables, columns, constraints and indexes: the queries, and their rows as values. A query takes
// the list of schemas to read as its one parameter, joined by newlines.
#pragma once

#include <string>
#include <vector>

#include "migrations/schema/table.h"
#include "runtime/introspect/postgresql/reader.h"

namespace limbeck::introspect::postgresql {

extern const char* const tables_query;
/// Without columns, constraints and indexes.
schema::Table table_of(const Row& row);
bool is_materialized_view(const Row& row);

extern const char* const columns_query;
schema::Column column_of(const Row& row);
/// Whether it is of a type of time whose precision is given, and is the default one.
bool is_given_six_digits(const Row& row);

/// The columns of a constraint, and those that a foreign key refers to.
struct ConstraintColumns {
  std::vector<std::string> own, other;
};
extern const char* const constraint_columns_query;
void add_columns(ConstraintColumns& columns, const Row& row);
extern const char* const constraints_query;
void add_constraint(schema::Table& table, const Row& row, const ConstraintColumns& columns);

extern const char* const index_elements_query;
void add_element(schema::Index& index, const Row& row);
extern const char* const indexes_query;
/// All but the elements.
void finish_index(schema::Index& index, const Row& row);

}  // namespace limbeck::introspect::postgresql
