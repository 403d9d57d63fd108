// How SQLite makes a change of a table: not at all, by an ALTER TABLE that it has, or by a rebuild.
#pragma once

#include "migrations/operations/operation.h"
#include "migrations/sql/sqlite/script_builder.h"

namespace limbeck::sql::sqlite {

enum class AlterMethod : unsigned char { nothing, alter, rebuild };

/// `before` and `after` are the table, lowered, around the operation.
AlterMethod alter_method_of(const operations::Operation& operation, const schema::Table& before,
                            const schema::Table& after);

/// Whether the operation is about an index. Its method is AlterMethod::alter for every table.
bool is_of_an_index(const operations::Operation& operation);

/// Writes an operation whose method is AlterMethod::alter: ALTER TABLE, CREATE INDEX or DROP INDEX.
void write_alter(ScriptBuilder& script, const operations::Operation& operation,
                 const schema::Table& after);

void write_create_table(ScriptBuilder& script, const schema::Table& table);
void write_drop_table(ScriptBuilder& script, const std::string& table);
void write_rename_table(ScriptBuilder& script, const std::string& table,
                        const std::string& new_name);
void write_rename_column(ScriptBuilder& script, const std::string& table, const std::string& column,
                         const std::string& new_name);

}  // namespace limbeck::sql::sqlite
