#include "migrations/schema/columns.h"

#include <algorithm>

#include "migrations/sql_text/expression.h"

namespace limbeck::schema {

bool same_columns(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return a.size() == b.size() && std::is_permutation(a.begin(), a.end(), b.begin());
}

bool is_key(const Index& index, const std::vector<std::string>& columns) {
  if (!index.unique || !index.where.empty()) return false;
  std::vector<std::string> elements;
  for (const IndexElement& element : index.elements) {
    if (element.column.empty()) return false;
    elements.push_back(element.column);
  }
  return same_columns(elements, columns);
}

bool is_key(const Table& table, const std::vector<std::string>& columns) {
  // A deferrable key cannot be referred to (PostgreSQL, CREATE TABLE, "REFERENCES").
  const auto fits = [&](const auto& key) {
    return key.deferrable == Deferrable::no && same_columns(key.columns, columns);
  };
  return (table.primary_key && fits(*table.primary_key)) ||
         std::ranges::any_of(table.uniques, fits) ||
         std::ranges::any_of(table.indexes,
                             [&](const Index& index) { return is_key(index, columns); });
}

std::vector<std::string> column_names(const Table& table) {
  std::vector<std::string> names;
  names.reserve(table.columns.size());
  for (const Column& column : table.columns) names.push_back(column.name);
  return names;
}

bool uses_column(const Index& index, std::string_view column,
                 const std::vector<std::string>& columns) {
  const auto mentions = [&](const std::string& sql) {
    return !sql.empty() && sql_text::mentions_column(sql, column, columns);
  };
  const auto in_element = [&](const IndexElement& element) {
    return element.column == column || mentions(element.expression);
  };
  return std::ranges::any_of(index.elements, in_element) ||
         std::ranges::find(index.include, column) != index.include.end() || mentions(index.where);
}

}  // namespace limbeck::schema
