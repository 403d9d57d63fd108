// Lowers a schema to what SQLite can store. Introspection uses the same functions, so it reads what
// was lowered.
#pragma once

#include "migrations/schema/schema.h"

namespace limbeck::sql::sqlite {

/// What types are like in a lowered table.
enum class Types : unsigned char {
  compared,  ///< one for all declarations of the same meaning
  spelled    ///< with the declaration that CREATE TABLE gives them (lower_spelled_type)
};

/// Enums and the keys of referenced tables are looked up in `in`.
schema::Table lower_table(const schema::Table& table, const schema::Schema& in,
                          Types types = Types::compared);
schema::Schema lower(const schema::Schema& schema);

/// The check that limits a column to the values of its enum. It has no name, so renames of the
/// column do not change it.
schema::Check enum_check(const schema::Column& column, const schema::Enum& type);

bool is_strict(const schema::Table& table);
bool is_without_rowid(const schema::Table& table);
bool is_autoincrement(const schema::Table& table);
/// Whether types of limbeck's are declared in small letters.
bool has_small_types(const schema::Table& table);

/// The column that is the rowid (`INTEGER PRIMARY KEY`) of a lowered table, or null.
const schema::Column* rowid_column(const schema::Table& table);

/// Removes the schema `main` from names: it is the default schema.
schema::Name without_main(schema::Name name);

}  // namespace limbeck::sql::sqlite
