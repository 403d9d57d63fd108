#include "migrations/operations/column_change.h"

#include "migrations/operations/altered_fields.h"

namespace limbeck::operations {

schema::Column with_changes(schema::Column column, const AlterColumn& change) {
  alter(column, change);
  return column;
}

AlterColumn column_change(const Name& table, const schema::Column& from, const schema::Column& to) {
  AlterColumn change;
  change.table = table;
  change.column = to.name;
  each_altered_field<AlterColumn>([&](const auto& field, const auto& row) {
    const auto& value = to.*field.member;
    if (from.*field.member != value) (change.*row.change).emplace(value);
  });
  return change;
}

}  // namespace limbeck::operations
