// What no database takes as an expression of a schema, whichever words it is made of.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "migrations/schema/schema.h"

namespace limbeck::sql {

/// Where an expression stands.
enum class ExpressionPlace : unsigned char {
  check,
  default_value,
  generated,
  index,
  predicate,
  partition_key,
  domain_check,
  fill,
};

/// What is true of one database only.
struct ExpressionRules {
  std::string_view database;  ///< "PostgreSQL"
  bool brackets_are_names = false;
  std::vector<std::string_view> aggregates;
  /// Functions whose value changes though their arguments do not; keywords among them.
  std::vector<std::string_view> changing;
  /// Those that give rows, and are no value.
  std::vector<std::string_view> sets;
  /// Columns that every row has.
  std::vector<std::string_view> system_columns;
  /// Where changing functions may not stand.
  std::vector<ExpressionPlace> unchanging;
};

/// What is wrong with the expression, with the way out; empty where nothing is known here
/// wrong. `table` is what its names mean, null where it can name nothing.
std::string expression_problem(std::string_view sql, ExpressionPlace place,
                               const schema::Table* table, const schema::Schema& schema,
                               const ExpressionRules& rules);

/// Whether the text is one whole SQL expression, as far as that is known without its
/// names: brackets in pairs, values and operators in turn. What is wrong, or empty.
std::string structure_problem(std::string_view sql, bool brackets_are_names = false);

/// What is true of the queries of one database only.
struct QueryRules {
  bool brackets_are_names = false;
  bool has_table_query = true;  ///< `TABLE name` is a query, and one may stand in brackets
  bool selects_nothing = true;  ///< `SELECT` alone is a query
};

/// Whether the text can be the query of a view: one statement that gives rows. What is wrong, or
/// empty.
std::string query_problem(std::string_view sql, const QueryRules& rules = {});

}  // namespace limbeck::sql
