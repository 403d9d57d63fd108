// What an operation says is never dropped silently: each of its fields changes the SQL or is
// refused, and is in the JSON.
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "migrations/operations/apply.h"
#include "migrations/operations/json.h"
#include "migrations/sql/dialect.h"
#include "tests/unit/sql/support/operation_fields.h"

namespace limbeck::sql::operation_fields_test {
namespace {

using operations::Operation;

/// The SQL; nothing where the operation is refused.
std::optional<std::string> outcome(const FullDialect& dialect, const schema::Schema& before,
                                   const Operation& operation) {
  schema::Schema after = before;
  if (operations::apply(operation, after)) return std::nullopt;
  std::set<std::string> known;
  for (const Finding& refusal : dialect.refuse(before)) known.insert(refusal.message);
  for (const Finding& refusal : dialect.refuse(after)) {
    if (!known.contains(refusal.message)) return std::nullopt;
  }
  std::string text;
  for (const Statement& statement : dialect.render({operation}, before).statements) {
    text += statement.transactional ? "" : "outside: ";
    text += statement.text + statement.before + statement.after + ";\n";
  }
  return text;
}

/// What of the schema the database can hold: no operation works on anything else.
schema::Schema held_by(std::string_view name) {
  schema::Schema schema = test::fields_schema();
  if (name == "postgresql") return schema;
  schema::Schema held;
  for (schema::Table& table : schema.tables) {
    if (!table.partition_by.empty() || table.partition_of) continue;
    std::erase_if(table.checks, [](const schema::Check& check) { return check.not_valid; });
    held.tables.push_back(std::move(table));
  }
  held.enums = schema.enums;
  held.views = schema.views;
  held.triggers = schema.triggers;
  for (schema::Trigger& trigger : held.triggers) trigger.definition = "BEGIN SELECT 1; END";
  return held;
}

std::vector<std::string> without_effect(std::string_view name) {
  const FullDialect& dialect = *find_dialect(name);
  const schema::Schema schema = held_by(name);
  std::vector<std::string> out;
  for (const test::OperationField& field : test::operation_fields()) {
    const auto changed = outcome(dialect, schema, field.changed);
    if (changed && changed == outcome(dialect, schema, field.base)) out.push_back(field.name);
  }
  return out;
}

TEST(OperationFields, every_field_is_in_the_json) {
  for (const test::OperationField& field : test::operation_fields()) {
    EXPECT_NE(to_json(field.base), to_json(field.changed)) << field.name;
  }
}

TEST(OperationFields, every_field_changes_the_sql_of_postgresql_or_is_refused) {
  // SQLite's settings are SQLite's, and a description is for people. An object that is held as its
  // SQL is named in the SQL itself, and its drop is for later.
  const std::vector<std::string> expected = {
      "CreateTable.settings of SQLite", "AlterTableSettings.settings of SQLite", "CreateOther.name",
      "CreateOther.drop", "Run.description"};
  EXPECT_EQ(without_effect("postgresql"), expected);
}

TEST(OperationFields, every_field_changes_the_sql_of_sqlite_or_is_refused_or_is_none_of_its_own) {
  const std::set<std::string> expected = {
      // SQLite keeps no comments, and the alter_column of these changes nothing else.
      "CreateTable.comment", "AlterTableComment.table", "AlterTableComment.comment",
      "AddColumn.comment", "AlterColumn.table", "AlterColumn.column", "AlterColumn.comment",
      "CreateIndex.comment", "CreateEnum.comment", "CommentOn.name", "CommentOn.comment",
      "CommentOn a trigger.part",
      // Other databases' settings.
      "CreateTable.settings", "AlterTableSettings.table", "AlterTableSettings.settings",
      // It has no tables that inherit, and builds no index while others write.
      "CreateTable.checks.no_inherit", "CreateCheck.no_inherit", "CreateIndex.concurrently",
      "DropIndex.concurrently",
      // An ascending index has its NULLs first.
      "CreateIndex.nulls",
      // A rebuild checks every row: the constraint is valid from the start.
      "CreateForeignKey.not_valid", "CreateCheck.not_valid",
      // An enum is a check of each column that is of it.
      "CreateEnum.name", "CreateEnum.values", "RenameEnum.name", "RenameEnum.new_name"};
  const std::vector<std::string> found = without_effect("sqlite");
  EXPECT_EQ(std::set<std::string>(found.begin(), found.end()), expected);
}

TEST(OperationFields, every_operation_is_tried) {
  std::vector<bool> seen(std::variant_size_v<operations::OperationKinds>);
  for (const test::OperationField& field : test::operation_fields()) {
    seen[field.base.value.index()] = true;
  }
  for (std::size_t i = 0; i < seen.size(); ++i) EXPECT_TRUE(seen[i]) << "operation kind " << i;
}

}  // namespace
}  // namespace limbeck::sql::operation_fields_test
