#include "migrations/schema/table.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "migrations/schema/order.h"

namespace limbeck::schema {

void sort(Table& table) {
  sort_by(table.uniques, [](const Unique& a, const Unique& b) {
    return std::tie(a.name, a.columns) < std::tie(b.name, b.columns);
  });
  sort_by(table.foreign_keys, [](const ForeignKey& a, const ForeignKey& b) {
    const auto by = [](const ForeignKey& key) {
      return std::tie(key.name, key.columns, key.ref_table, key.ref_columns, key.on_delete,
                      key.on_update);
    };
    return by(a) < by(b);
  });
  sort_by(table.checks, [](const Check& a, const Check& b) {
    return std::tie(a.name, a.expression) < std::tie(b.name, b.expression);
  });
  sort_by(table.excludes, [](const Exclude& a, const Exclude& b) {
    return std::tie(a.name, a.definition) < std::tie(b.name, b.definition);
  });
  sort_by(table.indexes, [](const Index& a, const Index& b) { return a.name < b.name; });
}

const Column* find_column(const Table& table, std::string_view name) {
  const auto found = std::ranges::find_if(
      table.columns, [&](const Column& column) { return column.name == name; });
  return found == table.columns.end() ? nullptr : &*found;
}

Column* find_column(Table& table, std::string_view name) {
  return const_cast<Column*>(find_column(std::as_const(table), name));
}

}  // namespace limbeck::schema
