// A schema as SQLite keeps it. Everything here is written so that introspection, which ends in the
// same functions, reads back what was lowered.
#pragma once

#include "migrations/schema/schema.h"

namespace limbeck::sql::sqlite {

/// `in` is where enums and the keys of referenced tables are looked up.
schema::Table lower_table(const schema::Table& table, const schema::Schema& in);
schema::Schema lower(const schema::Schema& schema);

/// The check that keeps a column to the values of its enum; it has no name, so that it follows the
/// column through every rename.
schema::Check enum_check(const schema::Column& column, const schema::Enum& type);

bool is_strict(const schema::Table& table);
bool is_without_rowid(const schema::Table& table);
bool is_autoincrement(const schema::Table& table);

/// The column that is the rowid (`INTEGER PRIMARY KEY`) of a lowered table, or null.
const schema::Column* rowid_column(const schema::Table& table);

/// `main` is the schema that a name without one means.
schema::Name without_main(schema::Name name);

}  // namespace limbeck::sql::sqlite
