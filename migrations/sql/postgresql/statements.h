// Statements that more than one operation uses.
#pragma once

#include <string>
#include <string_view>

#include "migrations/schema/objects.h"
#include "migrations/sql/postgresql/definition.h"
#include "migrations/sql/postgresql/writer.h"

namespace limbeck::sql::postgresql {

/// `ALTER TABLE "t" `.
std::string alter_table(const schema::Name& table);
/// `ALTER TABLE "t" ALTER COLUMN "c" `.
std::string alter_column(const schema::Name& table, std::string_view column);

/// `COMMENT ON TABLE "t" IS 'text'`; an empty text removes the comment.
std::string comment_on(std::string_view kind, const std::string& quoted_name,
                       const std::string& text);
std::string comment_on_column(const schema::Name& table, const std::string& column,
                              const std::string& text);

/// A statement, and another one that runs instead if it fails with `condition` (a name of plpgsql).
std::string try_else(const std::string& sql, std::string_view condition, const Script& otherwise);

/// The column, and its comment.
void add_column(Writer& out, const schema::Name& table, const schema::Column& column);
/// The index, and its comment.
void add_index(Writer& out, const schema::Name& table, const schema::Index& index);

/// `ALTER TABLE … ADD …`, with NOT VALID if the constraint has it.
template <class Constraint>
std::string add_constraint(const schema::Name& table, const Constraint& constraint) {
  std::string sql = alter_table(table) + "ADD " + constraint_sql(constraint);
  if constexpr (requires { constraint.not_valid; }) {
    if (constraint.not_valid) sql += " NOT VALID";
  }
  return sql;
}

/// Drops a constraint. One without a name is found by its columns or its expression.
void drop_constraint(Writer& out, const schema::Name& table, const schema::PrimaryKey& key);
void drop_constraint(Writer& out, const schema::Name& table, const schema::Unique& constraint);
void drop_constraint(Writer& out, const schema::Name& table, const schema::ForeignKey& constraint);
void drop_constraint(Writer& out, const schema::Name& table, const schema::Check& constraint);
void drop_constraint(Writer& out, const schema::Name& table, const schema::Exclude& constraint);

/// Makes an existing column a numbered one: an identity, or serial.
void add_identity(Writer& out, const schema::Name& table, const schema::Column& column);
void drop_identity(Writer& out, const schema::Name& table, const schema::Column& column);
/// Gives the sequences of serial columns the names that they would have in a new table, after the
/// table or a column was renamed.
void rename_sequences(Writer& out, const schema::Table& from, const schema::Table& to);

/// Moves the sequence of an identity column past the values of existing rows, never back. `first`
/// is the first number of a sequence that was not used.
std::string move_identity(const schema::Name& table, const schema::Column& column,
                          std::int64_t first);

/// Checks the deferred constraints of a table whose rows were just changed, because PostgreSQL does
/// not alter a table while checks are pending.
void check_deferred_constraints(Writer& out, const schema::Name& table);

/// COMMENT ON the object that its SQL drops; empty where that is no DROP.
std::string comment_on_other(const schema::OtherObject& object, std::string_view comment);

}  // namespace limbeck::sql::postgresql
