#include "migrations/operations/column_change.h"

namespace limbeck::operations {

schema::Column with_changes(schema::Column column, const AlterColumn& change) {
  each_column_change([&](const auto& field, const auto& part) {
    if (const auto& value = change.*part.change) column.*field.member = *value;
  });
  return column;
}

AlterColumn column_change(const Name& table, const schema::Column& from, const schema::Column& to) {
  AlterColumn change;
  change.table = table;
  change.column = to.name;
  each_column_change([&](const auto& field, const auto& part) {
    const auto& value = to.*field.member;
    if (from.*field.member != value) (change.*part.change).emplace(value);
  });
  return change;
}

bool has_changes(const AlterColumn& change) {
  bool any = false;
  each_column_change(
      [&](const auto&, const auto& part) { any = any || (change.*part.change).has_value(); });
  return any;
}

}  // namespace limbeck::operations
