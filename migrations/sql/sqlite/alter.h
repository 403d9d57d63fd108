// What a change of a table takes on SQLite: nothing, an ALTER it has, or a rebuild.
#pragma once

#include "migrations/operations/operation.h"
#include "migrations/sql/sqlite/script_builder.h"

namespace limbeck::sql::sqlite {

enum class Effort : unsigned char { nothing, alter, rebuild };

/// `before` and `after` are the table, lowered, around the operation.
Effort effort_of(const operations::Operation& operation, const schema::Table& before,
                 const schema::Table& after);

/// Of an index alone: that is Effort::alter, whatever the table.
bool is_of_an_index(const operations::Operation& operation);

/// Writes what `effort_of` found to be an ALTER (or CREATE or DROP INDEX).
void write_alter(ScriptBuilder& script, const operations::Operation& operation,
                 const schema::Table& after);

void write_create_table(ScriptBuilder& script, const schema::Table& table);
void write_drop_table(ScriptBuilder& script, const std::string& table);
void write_rename_table(ScriptBuilder& script, const std::string& table,
                        const std::string& new_name);
void write_rename_column(ScriptBuilder& script, const std::string& table, const std::string& column,
                         const std::string& new_name);

}  // namespace limbeck::sql::sqlite
