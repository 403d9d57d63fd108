#include "migrations/schema/table.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace limbeck::schema {

void sort(Table& table) {
  const auto by = [](auto key) {
    return [key](const auto& a, const auto& b) { return key(a) < key(b); };
  };
  std::sort(table.uniques.begin(), table.uniques.end(),
            by([](const Unique& u) { return std::tie(u.name, u.columns); }));
  std::sort(table.foreign_keys.begin(), table.foreign_keys.end(), by([](const ForeignKey& key) {
              return std::tie(key.name, key.columns, key.ref_table, key.ref_columns, key.on_delete,
                              key.on_update);
            }));
  std::sort(table.checks.begin(), table.checks.end(),
            by([](const Check& check) { return std::tie(check.name, check.expression); }));
  std::sort(table.excludes.begin(), table.excludes.end(),
            by([](const Exclude& exclude) { return std::tie(exclude.name, exclude.definition); }));
  std::sort(table.indexes.begin(), table.indexes.end(),
            by([](const Index& index) { return std::tie(index.name); }));
}

const Column* find_column(const Table& table, std::string_view name) {
  const auto found = std::find_if(table.columns.begin(), table.columns.end(),
                                  [&](const Column& column) { return column.name == name; });
  return found == table.columns.end() ? nullptr : &*found;
}

Column* find_column(Table& table, std::string_view name) {
  return const_cast<Column*>(find_column(std::as_const(table), name));
}

}  // namespace limbeck::schema
