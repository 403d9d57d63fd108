#include "migrations/schema/schema.h"

#include <algorithm>
#include <utility>

#include "migrations/schema/expression.h"

namespace limbeck::schema {
namespace {

// Sorted by name, so that finding is a binary search however many tables there are.
template <class Things>
auto* find_by_name(Things& things, const Name& name) {
  const auto found =
      std::lower_bound(things.begin(), things.end(), name,
                       [](const auto& thing, const Name& key) { return thing.name < key; });
  return found == things.end() || found->name != name ? nullptr : &*found;
}

}  // namespace

void sort(Schema& schema) {
  const auto by_name = [](const auto& a, const auto& b) { return a.name < b.name; };
  std::sort(schema.tables.begin(), schema.tables.end(), by_name);
  std::sort(schema.enums.begin(), schema.enums.end(), by_name);
  for (Table& table : schema.tables) sort(table);
}

const Table* find_table(const Schema& schema, const Name& name) {
  return find_by_name(schema.tables, name);
}
Table* find_table(Schema& schema, const Name& name) { return find_by_name(schema.tables, name); }
const Enum* find_enum(const Schema& schema, const Name& name) {
  return find_by_name(schema.enums, name);
}
Enum* find_enum(Schema& schema, const Name& name) { return find_by_name(schema.enums, name); }

Table canonical(Table table) {
  std::sort(table.columns.begin(), table.columns.end(),
            [](const Column& a, const Column& b) { return a.name < b.name; });
  const auto simplify = [](std::string& sql) {
    if (!sql.empty()) sql = canonical_sql(sql);
  };
  for (Column& column : table.columns) {
    if (column.generated) simplify(column.generated->expression);
    if (column.default_sql)
      column.default_sql = canonical_default(column.type, *column.default_sql);
  }
  for (Check& check : table.checks) simplify(check.expression);
  for (Exclude& exclude : table.excludes) simplify(exclude.definition);
  for (Index& index : table.indexes) {
    for (IndexElement& element : index.elements) simplify(element.expression);
    simplify(index.where);
  }
  simplify(table.partition_by);
  sort(table);
  return table;
}

bool equivalent(const Table& a, const Table& b) { return a == b || canonical(a) == canonical(b); }

bool equivalent(const Schema& a, const Schema& b) {
  return a.enums == b.enums &&
         std::equal(a.tables.begin(), a.tables.end(), b.tables.begin(), b.tables.end(),
                    [](const Table& x, const Table& y) { return equivalent(x, y); });
}

}  // namespace limbeck::schema
