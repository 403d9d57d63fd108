#include "tests/unit/operations/schemas.h"

namespace limbeck::operations::apply_effects_test {
namespace {

using limbeck::Operations;

const schema::Table& table(const schema::Schema& schema, const char* name) {
  const schema::Table* found = schema::find_table(schema, {"", name});
  if (found == nullptr) throw std::runtime_error(std::string("no table ") + name);
  return *found;
}

const schema::Column& column(const schema::Schema& schema, const char* of, const char* name) {
  const schema::Column* found = schema::find_column(table(schema, of), name);
  if (found == nullptr) throw std::runtime_error(std::string("no column ") + name);
  return *found;
}

TEST(Apply, tables_stay_sorted_by_name) {
  const auto schema = after([](Operations& op) {
    for (const char* name : {"c", "a", "b"}) {
      op.create_table(name, {.columns = {{.name = "id", .type = bigint}}});
    }
    op.rename_table("a", "d");
  });
  ASSERT_EQ(schema.tables.size(), 3U);
  EXPECT_EQ(schema.tables[0].name.name, "b");
  EXPECT_EQ(schema.tables[1].name.name, "c");
  EXPECT_EQ(schema.tables[2].name.name, "d");
}

TEST(Apply, columns_of_a_primary_key_are_not_null) {
  const auto schema = after([](Operations& op) {
    op.create_table("t", {.columns = {{.name = "id", .type = bigint, .nullable = true}},
                          .primary_key = {.columns = {"id"}}});
    op.create_table("u", {.columns = {{.name = "id", .type = bigint, .nullable = true}}});
    op.create_primary_key("pk_u", "u", {"id"});
  });
  EXPECT_FALSE(column(schema, "t", "id").nullable);
  EXPECT_FALSE(column(schema, "u", "id").nullable);
}

TEST(Apply, renaming_a_table_renames_it_in_foreign_keys_of_all_tables) {
  const auto schema = after(
      [](Operations& op) {
        op.add_column("users", {.name = "boss", .type = bigint, .nullable = true});
        op.create_foreign_key("users",
                              {.columns = {"boss"}, .ref_table = "users", .ref_columns = {"id"}});
        op.rename_table("users", "people");
      },
      shop());
  EXPECT_EQ(table(schema, "posts").foreign_keys[0].ref_table.name, "people");
  EXPECT_EQ(table(schema, "people").foreign_keys[0].ref_table.name, "people");
  EXPECT_EQ(table(schema, "posts").foreign_keys[0].name, "fk_posts_author_id_users");
}

TEST(Apply, renaming_a_table_renames_it_in_its_expressions) {
  const auto schema = after(
      [](Operations& op) {
        op.create_check_constraint("users", {.name = "ck", .expression = "users.age < 200"});
        op.rename_table("users", "people");
      },
      shop());
  EXPECT_EQ(table(schema, "people").checks[0].expression, "people.age < 200");
}

TEST(Apply, renaming_a_column_renames_it_in_foreign_keys_of_other_tables) {
  const auto schema = after([](Operations& op) { op.rename_column("users", "id", "uid"); }, shop());
  EXPECT_EQ(table(schema, "posts").foreign_keys[0].ref_columns, std::vector<std::string>{"uid"});
  EXPECT_EQ(table(schema, "users").primary_key->columns, std::vector<std::string>{"uid"});
  EXPECT_EQ(table(schema, "users").primary_key->name, "pk_users");
}

TEST(Apply, renaming_a_column_renames_it_wherever_its_table_names_it) {
  const auto schema = after(
      [](Operations& op) {
        op.create_index("ix_body", "posts", {"id"}, {.include = {"body"}});
        op.rename_column("posts", "body", "text");
        op.rename_column("posts", "author_id", "author");
        op.rename_column("users", "age", "years");
        op.rename_column("users", "email", "mail");
      },
      shop());
  const auto& posts = table(schema, "posts");
  EXPECT_EQ(column(schema, "posts", "words").generated->expression, "length(text)");
  EXPECT_EQ(posts.foreign_keys[0].columns, std::vector<std::string>{"author"});
  EXPECT_EQ(posts.indexes[0].include, std::vector<std::string>{"text"});
  EXPECT_EQ(posts.indexes[1].elements[0].column, "author");
  EXPECT_EQ(posts.indexes[1].elements[1].expression, "lower(text)");
  EXPECT_EQ(posts.indexes[1].where, "text <> ''");
  EXPECT_EQ(table(schema, "users").checks[0].expression, "years > 0");
  EXPECT_EQ(table(schema, "users").uniques[0].columns, std::vector<std::string>{"mail"});
}

TEST(Apply, altering_a_column_leaves_alone_what_is_not_named) {
  const auto schema = after(
      [](Operations& op) {
        op.alter_column("users", "name", {.server_default = "'x'", .comment = "c"});
        op.alter_column("users", "name", {.type = varchar(9), .nullable = false});
        op.alter_column("posts", "state", {.server_default = none});
        op.alter_column("posts", "words", {.generated = none});
      },
      shop());
  const auto& name = column(schema, "users", "name");
  EXPECT_EQ(to_string(name.type), "varchar(9)");
  EXPECT_FALSE(name.nullable);
  EXPECT_EQ(name.default_sql, "'x'");
  EXPECT_EQ(name.comment, "c");
  EXPECT_FALSE(column(schema, "posts", "state").default_sql);
  EXPECT_FALSE(column(schema, "posts", "words").generated);
}

TEST(Apply, an_empty_setting_or_comment_is_taken_away) {
  const auto schema = after(
      [](Operations& op) {
        op.alter_table_settings("users", {{"sqlite.strict", "true"}, {"a.b", "1"}});
        op.alter_table_settings("users", {{"a.b", ""}});
        op.create_table_comment("users", "who");
        op.create_table_comment("posts", "what");
        op.drop_table_comment("users");
      },
      shop());
  EXPECT_EQ(table(schema, "users").settings,
            (std::map<std::string, std::string>{{"sqlite.strict", "true"}}));
  EXPECT_EQ(table(schema, "users").comment, "");
  EXPECT_EQ(table(schema, "posts").comment, "what");
}

TEST(Apply, a_renamed_index_or_constraint_is_the_same_under_another_name) {
  const auto schema = after(
      [](Operations& op) {
        op.rename_index("ix_posts_author", "posts", "ix");
        op.rename_constraint("pk_users", "users", "pk");
        op.rename_constraint("uq_users_email", "users", "uq");
        op.rename_constraint("ck_users_age", "users", "ck");
        op.rename_constraint("fk_posts_author_id_users", "posts", "fk");
      },
      shop());
  schema::Schema wanted = shop();
  schema::Table& posts = *schema::find_table(wanted, {"", "posts"});
  schema::Table& users = *schema::find_table(wanted, {"", "users"});
  posts.indexes[0].name = "ix";
  posts.foreign_keys[0].name = "fk";
  users.primary_key->name = "pk";
  users.uniques[0].name = "uq";
  users.checks[0].name = "ck";
  EXPECT_EQ(schema, wanted);
}

TEST(Apply, values_of_an_enum_keep_their_order) {
  const auto schema = after(
      [](Operations& op) {
        op.add_enum_value("status", "new", "draft");
        op.add_enum_value("status", "gone");
      },
      shop());
  EXPECT_EQ(schema.enums[0].values,
            (std::vector<std::string>{"new", "draft", "published", "gone"}));
}

TEST(Apply, a_default_follows_the_value_it_is) {
  const auto schema = after(
      [](Operations& op) {
        op.add_column("posts", {.name = "note", .type = text, .server_default = "'draft'"});
        op.add_column(
            "posts",
            {.name = "cast", .type = enum_type("status"), .server_default = "'draft'::status"});
        op.rename_enum_value("status", "draft", "it's new");
      },
      shop());
  EXPECT_EQ(column(schema, "posts", "state").default_sql, "'it''s new'");
  EXPECT_EQ(column(schema, "posts", "cast").default_sql, "'it''s new'::status");
  EXPECT_EQ(column(schema, "posts", "note").default_sql, "'draft'");
}

TEST(Apply, sql_changes_the_schema_by_its_effect) {
  const auto schema = after(
      [](Operations& op) {
        op.execute("ALTER TABLE users ADD COLUMN x text", [](Operations& effect) {
          effect.add_column("users", {.name = "x", .type = text});
        });
        op.execute("UPDATE users SET x = 1");
        op.autocommit_block([](Operations& inner) { inner.create_index("ix", "users", {"x"}); });
      },
      shop());
  EXPECT_EQ(table(schema, "users").indexes[0].elements[0].column, "x");
}

TEST(Apply, a_nameless_constraint_is_dropped_by_what_it_stands_on) {
  const auto schema = after([](Operations& op) {
    op.create_table("t",
                    {.columns = {{.name = "a", .type = integer}, {.name = "b", .type = integer}},
                     .uniques = {{.columns = {"a"}}, {.columns = {"b"}}},
                     .checks = {{.expression = "a > 0"}, {.expression = "b > 0"}}});
    op.drop_constraint("", "t", {.type = ConstraintType::unique, .columns = {"a"}});
    op.drop_constraint("", "t", {.type = ConstraintType::check, .expression = "b > 0"});
  });
  ASSERT_EQ(table(schema, "t").uniques.size(), 1U);
  EXPECT_EQ(table(schema, "t").uniques[0].columns, std::vector<std::string>{"b"});
  ASSERT_EQ(table(schema, "t").checks.size(), 1U);
  EXPECT_EQ(table(schema, "t").checks[0].expression, "a > 0");
}

}  // namespace
}  // namespace limbeck::operations::apply_effects_test
