// What an AlterColumn does to a column.
#pragma once

#include "migrations/operations/operation.h"

namespace limbeck::operations {

/// The column after the change.
schema::Column with_changes(schema::Column column, const AlterColumn& change);
/// The change that leads from `from` to `to`. Both have the same name. Members are compared by ==.
AlterColumn column_change(const Name& table, const schema::Column& from, const schema::Column& to);

}  // namespace limbeck::operations
