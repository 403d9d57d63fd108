#include <nlohmann/json.hpp>

#include "migrations/operations/renaming.h"
#include "migrations/schema/json.h"
#include "tests/unit/operations/schemas.h"

namespace limbeck::operations::reverse_test {
namespace {

using limbeck::Operations;

std::string canonical(schema::Schema schema) {
  for (schema::Table& table : schema.tables) table = schema::canonical(table);
  return schema::to_json(schema).dump(1);
}

// The step, then its reverse, leads back to where it started; each operation alone does too.
void expect_there_and_back(const schema::Schema& start, RevisionStep step) {
  const auto operations = record(step);
  schema::Schema schema = start;
  for (const Operation& operation : operations) {
    const schema::Schema before = schema;
    const auto problem = operations::apply(operation, schema);
    ASSERT_FALSE(problem) << problem->message;
    const auto back = reverse(operation, before);
    ASSERT_TRUE(std::holds_alternative<std::vector<Operation>>(back))
        << std::get<Finding>(back).message;
    schema::Schema returned = schema;
    for (const Finding& wrong :
         operations::apply(std::get<std::vector<Operation>>(back), returned)) {
      ADD_FAILURE() << describe(operation) << ": " << wrong.message;
    }
    EXPECT_EQ(canonical(returned), canonical(before)) << describe(operation);
  }
  const auto back = reverse(operations, start);
  ASSERT_TRUE(std::holds_alternative<std::vector<Operation>>(back));
  for (const Finding& wrong : operations::apply(std::get<std::vector<Operation>>(back), schema)) {
    ADD_FAILURE() << wrong.message;
  }
  EXPECT_EQ(canonical(schema), canonical(start));
}

std::vector<std::string> reverse_of(RevisionStep step) {
  const auto back = reverse(record(step), shop());
  std::vector<std::string> told;
  if (const auto* problems = std::get_if<std::vector<Finding>>(&back)) {
    for (const Finding& problem : *problems) told.push_back(problem.message);
  } else {
    for (const Operation& operation : std::get<std::vector<Operation>>(back))
      told.push_back(describe(operation));
  }
  return told;
}

TEST(Reverse, undoes_changes_of_tables) {
  expect_there_and_back(shop(), [](Operations& op) {
    op.create_table(
        "tags", {.columns = {{.name = "id", .type = bigint}}, .primary_key = {.columns = {"id"}}});
    op.rename_table("users", "people");
    op.create_table_comment("people", "who");
    op.alter_table_settings("people", {{"sqlite.strict", "true"}, {"a.b", ""}});
    op.alter_table_settings("people", {{"sqlite.strict", ""}, {"a.b", "1"}});
    op.drop_table_comment("people");
    op.drop_table("posts");
    op.drop_table("people");
  });
}

TEST(Reverse, undoes_changes_of_columns) {
  expect_there_and_back(shop(), [](Operations& op) {
    op.add_column("users", {.name = "x", .type = text, .server_default = "''"});
    op.alter_column("users", "x",
                    {.type = bigint, .nullable = true, .server_default = none, .comment = "c"});
    op.alter_column("users", "x", {.server_default = "1", .comment = none});
    op.alter_column("users", "x", {.nullable = false, .server_default = none, .identity = always});
    op.alter_column("posts", "words", {.generated = none});
    op.rename_column("users", "age", "Years lived");
    op.rename_column("posts", "body", "text");
    op.drop_column("posts", "words");
  });
}

TEST(Reverse, undoes_changes_of_constraints_and_indexes) {
  expect_there_and_back(shop(), [](Operations& op) {
    op.create_unique_constraint("users", {.columns = {"name"}});
    op.create_check_constraint("users", {.expression = "age < 200"});
    op.create_exclude_constraint("users", {.definition = "USING gist (age WITH =)"});
    op.create_foreign_key("posts",
                          {.columns = {"body"}, .ref_table = "users", .ref_columns = {"name"}});
    op.create_index("ix", "users", {desc("name")}, {.unique = true, .where = "age > 1"});
    op.drop_index("ix", "users");
    op.drop_constraint("", "posts", {.type = ConstraintType::foreign_key, .columns = {"body"}});
    op.drop_constraint("fk_posts_author_id_users", "posts");
    op.drop_constraint("pk_users", "users");
    op.drop_constraint("uq_users_email", "users");
    op.drop_constraint("ck_users_age", "users");
  });
}

TEST(Reverse, a_new_primary_key_gives_its_columns_their_nulls_back) {
  expect_there_and_back(shop(), [](Operations& op) {
    op.drop_constraint("fk_posts_author_id_users", "posts");
    op.drop_constraint("pk_users", "users");
    op.create_primary_key("pk", "users", {"name", "id", "age"});
  });
}

TEST(Reverse, turns_round_an_expression_that_renames_values_and_no_other) {
  const std::string there = renaming("state", {{"closed", "shut"}, {"it's", "END"}});
  EXPECT_EQ(there, "CASE state WHEN 'closed' THEN 'shut' WHEN 'it''s' THEN 'END' ELSE state END");
  EXPECT_EQ(renamed_back(there),
            "CASE state WHEN 'shut' THEN 'closed' WHEN 'END' THEN 'it''s' ELSE state END");
  EXPECT_EQ(renamed_back(renaming("order", {{"a", "b"}})),
            "CASE \"order\" WHEN 'b' THEN 'a' ELSE \"order\" END");
  for (const char* other :
       {"", "state", "upper(state)", "CASE state ELSE state END",
        "CASE state WHEN 'a' THEN 'c' WHEN 'b' THEN 'c' ELSE state END",
        "CASE state WHEN 'a' THEN 'b' ELSE other END", "CASE state WHEN 'a' THEN 'b' END",
        "CASE state WHEN 'a' THEN b ELSE state END",
        "CASE state WHEN 'a' THEN 'b' ELSE state END || 'x'"}) {
    EXPECT_EQ(renamed_back(other), "") << other;
  }
}

TEST(Reverse, undoes_new_names_of_indexes_and_constraints) {
  expect_there_and_back(shop(), [](Operations& op) {
    op.rename_index("ix_posts_author", "posts", "ix_posts_author_id");
    op.rename_constraint("pk_users", "users", "users_pkey");
    op.rename_constraint("uq_users_email", "users", "users_email_key");
    op.rename_constraint("ck_users_age", "users", "users_age_check");
    op.rename_constraint("fk_posts_author_id_users", "posts", "posts_author_id_fkey");
  });
}

TEST(Reverse, undoes_changes_of_enums) {
  expect_there_and_back(shop(), [](Operations& op) {
    op.create_enum("mood", {"good"});
    op.add_enum_value("status", "new", "draft");
    op.rename_enum("status", "state");
    op.rename_enum_value("state", "draft", "sketch");
    op.replace_enum("state", {"published", "sketch"});
    op.drop_enum("mood");
  });
}

TEST(Reverse, a_dropped_table_comes_back_with_its_indexes_as_operations_of_their_own) {
  EXPECT_EQ(
      reverse_of([](Operations& op) { op.drop_table("posts"); }),
      (std::vector<std::string>{"create_table posts", "create_index ix_posts_author on posts"}));
}

TEST(Reverse, a_table_whose_key_to_itself_needs_an_index_comes_back_in_that_order) {
  const auto start = after([](Operations& op) {
    op.create_table("t",
                    {.columns = {{.name = "a", .type = bigint}, {.name = "b", .type = bigint}}});
    op.create_index("ux", "t", {"a"}, {.unique = true});
    op.create_foreign_key("t",
                          {.name = "fk", .columns = {"b"}, .ref_table = "t", .ref_columns = {"a"}});
  });
  expect_there_and_back(start, [](Operations& op) { op.drop_table("t"); });
}

TEST(Reverse, goes_last_first_and_keeps_blocks) {
  EXPECT_EQ(
      reverse_of([](Operations& op) {
        op.add_column("users", {.name = "x", .type = text});
        op.autocommit_block([](Operations& inner) {
          inner.create_index("ix_x", "users", {"x"}, {.concurrently = true});
          inner.add_enum_value("status", "new");
        });
      }),
      (std::vector<std::string>{
          "autocommit_block (replace_enum status (draft, published), drop_index ix_x on users)",
          "drop_column users.x"}));
}

TEST(Reverse, what_limbeck_cannot_know_is_reported_each) {
  EXPECT_EQ(reverse_of([](Operations& op) {
              op.execute("UPDATE users SET age = 1");
              op.run([](Connection&) {});
              op.bulk_insert("users", {"id"}, {{1}});
            }),
            (std::vector<std::string>{"execute: limbeck cannot know what undoes this SQL; write "
                                      "the downgrade, or say that there is "
                                      "none with limbeck::irreversible",
                                      "run: limbeck cannot know what undoes a data migration in "
                                      "C++; write the downgrade, or say "
                                      "that there is none with limbeck::irreversible",
                                      "bulk_insert: limbeck cannot know which rows to take out "
                                      "again; write the downgrade, or say "
                                      "that there is none with limbeck::irreversible"}));
}

TEST(Reverse, rows_of_a_table_that_the_same_list_made_go_with_it) {
  EXPECT_EQ(reverse_of([](Operations& op) {
              op.create_table("colours", {.columns = {{.name = "id", .type = bigint}}});
              op.rename_table("colours", "colors");
              op.bulk_insert("colors", {"id"}, {{1}, {2}});
            }),
            (std::vector<std::string>{"rename_table colors to colours", "drop_table colours"}));
}

TEST(Reverse, an_operation_that_does_not_apply_has_no_reverse_but_its_problem) {
  EXPECT_EQ(
      reverse_of([](Operations& op) { op.drop_column("users", "nam"); }),
      std::vector<std::string>{
          "drop_column: table 'users' has no column 'nam' at this revision; did you mean 'name'?"});
  const auto back = reverse(record([](Operations& op) { op.drop_table("user"); }).front(), shop());
  ASSERT_TRUE(std::holds_alternative<Finding>(back));
}

TEST(Reverse, a_check_of_a_domain_that_has_no_name_cannot_be_taken_back) {
  const schema::Schema start =
      after([](Operations& op) { op.create_domain("email", {.type = text}); });
  const auto operations = record([](Operations& op) {
    op.alter_domain("email", {.add_checks = {{.expression = "VALUE <> ''"}}});
  });
  const auto back = reverse(operations, start);
  ASSERT_TRUE(std::holds_alternative<std::vector<Finding>>(back));
  EXPECT_EQ(
      std::get<std::vector<Finding>>(back).at(0).message,
      "alter_domain: limbeck cannot know what undoes it: what it makes has no name; write the "
      "downgrade, or say that there is none with limbeck::irreversible");
  EXPECT_TRUE(std::holds_alternative<Finding>(reverse(operations.front(), start)));
}

}  // namespace
}  // namespace limbeck::operations::reverse_test
