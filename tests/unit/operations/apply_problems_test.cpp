#include "tests/unit/operations/schemas.h"

namespace limbeck::operations::apply_problems_test {
namespace {

using limbeck::Operations;

TEST(Apply, a_missing_column_is_reported_with_the_nearest_one) {
  EXPECT_EQ(
      problem(shop(), [](Operations& op) { op.drop_column("users", "nam"); }),
      "drop_column: table 'users' has no column 'nam' at this revision; did you mean 'name'?");
}

TEST(Apply, a_missing_table_is_reported_with_the_nearest_one) {
  EXPECT_EQ(problem(shop(), [](Operations& op) { op.drop_table("user"); }),
            "drop_table: there is no table 'user' at this revision; did you mean 'users'?");
  EXPECT_EQ(problem({}, [](Operations& op) { op.drop_table("user"); }),
            "drop_table: there is no table 'user' at this revision");
}

TEST(Apply, a_table_in_a_schema_is_reported_with_its_schema) {
  EXPECT_EQ(problem(shop(),
                    [](Operations& op) {
                      op.drop_table({"audit", "log"});
                    }),
            "drop_table: there is no table 'audit.log' at this revision");
}

TEST(Apply, a_problem_stands_where_the_operation_was_written) {
  schema::Schema schema = shop();
  const auto operations = record([](Operations& op) { op.drop_table("user"); });
  const auto found = operations::apply(operations.front(), schema);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->location.line, __LINE__ - 3);
  EXPECT_NE(found->location.file.find("apply_problems_test.cpp"), std::string::npos);
}

TEST(Apply, creating_a_table_that_exists_is_a_problem) {
  EXPECT_EQ(problem(shop(),
                    [](Operations& op) {
                      op.create_table("users", {.columns = {{.name = "id", .type = bigint}}});
                    }),
            "create_table: there is a table 'users' already");
}

TEST(Apply, a_negative_number_of_a_type_is_a_problem_and_none_that_is_not_given) {
  const std::string end =
      ", which has a negative number; what a database has of such types is written "
      "limbeck::native(\"…\")";
  const auto add = [](Operations& op) {
    op.add_column("users", {.name = "new", .type = numeric(3, -2)});
  };
  EXPECT_EQ(problem(shop(), add),
            "add_column: column 'users.new' has the type numeric(3,-2)" + end);
  const auto alter = [](Operations& op) {
    op.alter_column("users", "name", {.type = varchar(-1)});
  };
  EXPECT_EQ(problem(shop(), alter),
            "alter_column: column 'users.name' has the type varchar(-1)" + end);
  const auto create = [](Operations& op) {
    op.create_table("new", {.columns = {{.name = "t", .type = array(timestamptz(-1))}}});
  };
  EXPECT_EQ(problem(shop(), create),
            "create_table: column 'new.t' has the type timestamptz(-1)[]" + end);
  const auto domain = [](Operations& op) { op.create_domain("word", {.type = numeric(-1)}); };
  EXPECT_EQ(problem(shop(), domain), "create_domain: domain 'word' has the type numeric(-1)" + end);
}

TEST(Apply, tables_and_indexes_share_their_names) {
  EXPECT_EQ(problem(shop(),
                    [](Operations& op) {
                      op.create_table("ix_posts_author",
                                      {.columns = {{.name = "id", .type = bigint}}});
                    }),
            "create_table: the name 'ix_posts_author' is taken by an index of table 'posts'");
  EXPECT_EQ(problem(shop(), [](Operations& op) { op.create_index("posts", "users", {"id"}); }),
            "create_index: there is a table 'posts' already");
}

TEST(Apply, all_that_is_wrong_with_a_table_is_reported_at_once) {
  EXPECT_EQ(
      problems(shop(),
               [](Operations& op) {
                 op.create_table("tags",
                                 {.columns = {{.name = "id", .type = bigint},
                                              {.name = "id", .type = text},
                                              {.name = "state", .type = enum_type("statu")}},
                                  .primary_key = {.name = "a", .columns = {"ids"}},
                                  .uniques = {{.name = "a", .columns = {}}}});
               }),
      (std::vector<std::string>{
          "create_table: table 'tags' has two columns 'id'",
          "create_table: column 'tags.state' is of enum 'statu', which does not exist at this "
          "revision; "
          "did you mean 'status'?",
          "create_table: table 'tags' has no column 'ids' at this revision; did you mean 'id'?",
          "create_table: unique constraint 'a' of table 'tags' names no columns",
          "create_table: table 'tags' has two constraints 'a'"}));
}

TEST(Apply, a_table_that_others_refer_to_cannot_be_dropped) {
  EXPECT_EQ(
      problem(shop(), [](Operations& op) { op.drop_table("users"); }),
      "drop_table: table 'users' is referred to by foreign key 'fk_posts_author_id_users' of table "
      "'posts'; drop it first");
}

TEST(Apply, a_table_that_refers_to_itself_can_be_dropped) {
  const auto schema = after([](Operations& op) {
    op.create_table(
        "t", {.columns = {{.name = "id", .type = bigint}, {.name = "up", .type = bigint}},
              .primary_key = {.columns = {"id"}},
              .foreign_keys = {{.columns = {"up"}, .ref_table = "t", .ref_columns = {"id"}}}});
    op.drop_table("t");
  });
  EXPECT_TRUE(schema.tables.empty());
}

TEST(Apply, adding_a_column_that_exists_is_a_problem) {
  EXPECT_EQ(problem(shop(),
                    [](Operations& op) { op.add_column("users", {.name = "name", .type = text}); }),
            "add_column: table 'users' has a column 'name' already");
}

TEST(Apply, a_column_has_one_source_of_its_value) {
  EXPECT_EQ(
      problem(shop(),
              [](Operations& op) {
                op.add_column("users", {.name = "n",
                                        .type = integer,
                                        .server_default = "1",
                                        .generated = {.expression = "age"}});
              }),
      "add_column: column 'users.n' is generated and has a default: it can only have one of them");
  EXPECT_EQ(
      problem(shop(),
              [](Operations& op) {
                op.add_column(
                    "users",
                    {.name = "n", .type = integer, .server_default = "1", .identity = always});
              }),
      "add_column: column 'users.n' has an identity and a default: it can only have one of them");
  EXPECT_EQ(problem(shop(),
                    [](Operations& op) { op.alter_column("users", "age", {.identity = always}); }),
            "alter_column: column 'users.age' has an identity, so it cannot be nullable");
}

TEST(Apply, a_default_is_a_value_of_its_enum) {
  EXPECT_EQ(
      problem(
          shop(),
          [](Operations& op) { op.alter_column("posts", "state", {.server_default = "'drat'"}); }),
      "alter_column: the default of column 'posts.state' is 'drat', which is no value of enum "
      "'status'; did you mean 'draft'?");
}

TEST(Apply, a_column_that_something_stands_on_cannot_be_dropped) {
  const auto drop = [](std::string_view table, std::string_view column) {
    schema::Schema schema = shop();
    const auto found =
        apply(Operation{DropColumn{{"", std::string(table)}, std::string(column)}, {}}, schema);
    EXPECT_EQ(schema == shop(), found.has_value());
    return found ? found->message : "";
  };
  EXPECT_EQ(drop("users", "id"),
            "drop_column: column 'users.id' is needed by primary key 'pk_users' and foreign key "
            "'fk_posts_author_id_users' of table 'posts'; drop them first");
  EXPECT_EQ(drop("users", "email"),
            "drop_column: column 'users.email' is needed by unique constraint 'uq_users_email'; "
            "drop it first");
  EXPECT_EQ(drop("users", "age"),
            "drop_column: column 'users.age' is needed by check 'ck_users_age'; drop it first");
  EXPECT_EQ(drop("posts", "author_id"),
            "drop_column: column 'posts.author_id' is needed by foreign key "
            "'fk_posts_author_id_users' and "
            "index 'ix_posts_author'; drop them first");
  EXPECT_EQ(
      drop("posts", "body"),
      "drop_column: column 'posts.body' is needed by index 'ix_posts_author' and generated column "
      "'words'; drop them first");
  EXPECT_EQ(drop("posts", "words"), "");
}

TEST(Apply, renaming_to_a_name_that_is_taken_is_a_problem) {
  EXPECT_EQ(problem(shop(), [](Operations& op) { op.rename_column("users", "name", "email"); }),
            "rename_column: table 'users' has a column 'email' already");
  EXPECT_EQ(problem(shop(), [](Operations& op) { op.rename_table("users", "posts"); }),
            "rename_table: there is a table 'posts' already");
}

TEST(Apply, a_column_of_the_primary_key_cannot_be_nullable) {
  EXPECT_EQ(
      problem(shop(), [](Operations& op) { op.alter_column("users", "id", {.nullable = true}); }),
      "alter_column: column 'users.id' is in the primary key, so it cannot be nullable");
}

TEST(Apply, what_goes_with_a_change_needs_that_change) {
  EXPECT_EQ(
      problem(shop(),
              [](Operations& op) { op.alter_column("users", "age", {.using_expression = "1"}); }),
      "alter_column: column 'users.age' has a using expression, but no new type that it would be "
      "for");
  EXPECT_EQ(problem(shop(), [](Operations& op) { op.alter_column("users", "age", {.fill = "1"}); }),
            "alter_column: column 'users.age' has a fill, which is for `nullable = false`");
}

TEST(Apply, an_index_on_a_missing_column_is_a_problem) {
  EXPECT_EQ(
      problem(shop(), [](Operations& op) { op.create_index("ix", "users", {"emial"}); }),
      "create_index: table 'users' has no column 'emial' at this revision; did you mean 'email'?");
  EXPECT_EQ(
      problem(
          shop(),
          [](Operations& op) { op.create_index("ix", "users", {"email"}, {.include = {"nmae"}}); }),
      "create_index: table 'users' has no column 'nmae' at this revision; did you mean 'name'?");
}

TEST(Apply, names_of_indexes_are_unique_among_all_tables) {
  EXPECT_EQ(
      problem(shop(), [](Operations& op) { op.create_index("ix_posts_author", "users", {"id"}); }),
      "create_index: the name 'ix_posts_author' is taken by an index of table 'posts'");
}

TEST(Apply, a_missing_index_is_reported_with_the_nearest_one) {
  EXPECT_EQ(
      problem(shop(), [](Operations& op) { op.drop_index("ix_post_author", "posts"); }),
      "drop_index: table 'posts' has no index 'ix_post_author' at this revision; did you mean "
      "'ix_posts_author'?");
}

TEST(Apply, names_of_constraints_are_unique_in_a_table) {
  EXPECT_EQ(
      problem(shop(),
              [](Operations& op) {
                op.create_check_constraint("users",
                                           {.name = "uq_users_email", .expression = "age > 1"});
              }),
      "create_check_constraint: table 'users' has a constraint 'uq_users_email' already: unique "
      "constraint 'uq_users_email'");
}

TEST(Apply, a_constraint_on_a_missing_column_is_a_problem) {
  EXPECT_EQ(
      problem(shop(),
              [](Operations& op) {
                op.create_unique_constraint("users", {.name = "uq", .columns = {"name", "aeg"}});
              }),
      "create_unique_constraint: table 'users' has no column 'aeg' at this revision; did you mean "
      "'age'?");
  EXPECT_EQ(
      problem(shop(),
              [](Operations& op) {
                op.create_unique_constraint("users", {.name = "uq", .columns = {"name", "name"}});
              }),
      "create_unique_constraint: unique constraint 'uq' names column 'name' twice");
}

TEST(Apply, a_table_has_one_primary_key) {
  EXPECT_EQ(
      problem(shop(), [](Operations& op) { op.create_primary_key("pk", "users", {"email"}); }),
      "create_primary_key: table 'users' has a primary key already: primary key 'pk_users'");
}

TEST(Apply, a_foreign_key_refers_to_a_key_of_a_table) {
  EXPECT_EQ(
      problem(shop(),
              [](Operations& op) {
                op.create_foreign_key("posts", {.name = "fk",
                                                .columns = {"author_id"},
                                                .ref_table = "user",
                                                .ref_columns = {"id"}});
              }),
      "create_foreign_key: foreign key 'fk' refers to table 'user', which does not exist at this "
      "revision; did you mean 'users'?");
  EXPECT_EQ(
      problem(shop(),
              [](Operations& op) {
                op.create_foreign_key("posts", {.name = "fk",
                                                .columns = {"author_id"},
                                                .ref_table = "users",
                                                .ref_columns = {"idd"}});
              }),
      "create_foreign_key: table 'users' has no column 'idd' at this revision; did you mean 'id'?");
  EXPECT_EQ(problem(shop(),
                    [](Operations& op) {
                      op.create_foreign_key("posts", {.name = "fk",
                                                      .columns = {"author_id"},
                                                      .ref_table = "users",
                                                      .ref_columns = {"age"}});
                    }),
            "create_foreign_key: foreign key 'fk' refers to 'users (age)', which is neither the "
            "primary key "
            "nor unique there");
  EXPECT_EQ(
      problem(shop(),
              [](Operations& op) {
                op.create_foreign_key("posts", {.name = "fk",
                                                .columns = {"author_id", "id"},
                                                .ref_table = "users",
                                                .ref_columns = {"id"}});
              }),
      "create_foreign_key: foreign key 'fk' names 2 columns, but refers to 1 of table 'users'");
}

TEST(Apply, a_key_that_a_foreign_key_refers_to_cannot_be_dropped) {
  EXPECT_EQ(problem(shop(), [](Operations& op) { op.drop_constraint("pk_users", "users"); }),
            "drop_constraint: primary key 'pk_users' is needed by foreign key "
            "'fk_posts_author_id_users' of "
            "table 'posts'; drop it first");
  const auto by_index = after(
      [](Operations& op) {
        op.create_index("ux", "users", {"name"}, {.unique = true});
        op.create_foreign_key(
            "posts",
            {.name = "fk", .columns = {"body"}, .ref_table = "users", .ref_columns = {"name"}});
      },
      shop());
  EXPECT_EQ(problem(by_index, [](Operations& op) { op.drop_index("ux", "users"); }),
            "drop_index: index 'ux' is needed by foreign key 'fk' of table 'posts'; drop it first");
}

TEST(Apply, a_missing_constraint_is_reported_with_the_nearest_one) {
  EXPECT_EQ(problem(shop(), [](Operations& op) { op.drop_constraint("uq_user_email", "users"); }),
            "drop_constraint: table 'users' has no constraint 'uq_user_email' at this revision; "
            "did you mean "
            "'uq_users_email'?");
}

TEST(Apply, a_constraint_of_another_kind_is_reported_so) {
  EXPECT_EQ(problem(shop(),
                    [](Operations& op) {
                      op.drop_constraint("ck_users_age", "users", {.type = ConstraintType::unique});
                    }),
            "drop_constraint: 'ck_users_age' of table 'users' is a check, not a unique constraint");
  EXPECT_EQ(problem(shop(), [](Operations& op) { op.drop_constraint("ix_posts_author", "posts"); }),
            "drop_constraint: 'ix_posts_author' is an index of table 'posts', not a constraint; "
            "use drop_index");
}

TEST(Apply, a_nameless_constraint_must_be_distinguished_from_the_others) {
  const auto schema = after([](Operations& op) {
    op.create_table("t", {.columns = {{.name = "a", .type = text}, {.name = "b", .type = text}},
                          .uniques = {{.columns = {"a"}}, {.columns = {"b"}}}});
  });
  EXPECT_EQ(
      problem(
          schema,
          [](Operations& op) { op.drop_constraint("", "t", {.type = ConstraintType::unique}); }),
      "drop_constraint: table 't' has more than one constraint that could be meant: the unique "
      "constraint on (a) and the unique constraint on (b); say which by its type, or by its "
      "columns or "
      "expression");
  EXPECT_EQ(problem(schema,
                    [](Operations& op) {
                      op.drop_constraint("", "t",
                                         {.type = ConstraintType::unique, .columns = {"a"}});
                    }),
            "");
  EXPECT_EQ(
      problem(schema,
              [](Operations& op) { op.drop_constraint("", "t", {.type = ConstraintType::check}); }),
      "drop_constraint: table 't' has no such check at this revision");
}

TEST(Apply, problems_with_enums) {
  EXPECT_EQ(problem(shop(), [](Operations& op) { op.create_enum("status", {}); }),
            "create_enum: there is an enum 'status' already");
  EXPECT_EQ(problem(shop(),
                    [](Operations& op) {
                      op.create_enum("e", {"a", "a"});
                    }),
            "create_enum: enum 'e' has two values 'a'");
  EXPECT_EQ(problem(shop(), [](Operations& op) { op.drop_enum("stats"); }),
            "drop_enum: there is no enum 'stats' at this revision; did you mean 'status'?");
  EXPECT_EQ(
      problem(shop(), [](Operations& op) { op.drop_enum("status"); }),
      "drop_enum: enum 'status' is the type of column 'posts.state'; change or drop it first");
  EXPECT_EQ(problem(shop(), [](Operations& op) { op.add_enum_value("status", "draft"); }),
            "add_enum_value: enum 'status' has a value 'draft' already");
  EXPECT_EQ(
      problem(shop(), [](Operations& op) { op.add_enum_value("status", "new", "drfat"); }),
      "add_enum_value: enum 'status' has no value 'drfat' at this revision; did you mean 'draft'?");
  EXPECT_EQ(problem(shop(), [](Operations& op) { op.rename_enum_value("status", "drafd", "new"); }),
            "rename_enum_value: enum 'status' has no value 'drafd' at this revision; did you mean "
            "'draft'?");
  EXPECT_EQ(
      problem(shop(), [](Operations& op) { op.rename_enum_value("status", "draft", "published"); }),
      "rename_enum_value: enum 'status' has a value 'published' already");
  EXPECT_EQ(problem(shop(), [](Operations& op) { op.replace_enum("status", {"published"}); }),
            "replace_enum: enum 'status' loses the value 'draft', which the default of column "
            "'posts.state' says; change that first");
}

TEST(Apply, rows_must_fit_their_columns) {
  EXPECT_EQ(
      problems(shop(),
               [](Operations& op) {
                 op.bulk_insert("posts", {"id", "word", "words"}, {{1, 2, 3}, {4, 5}});
               }),
      (std::vector<std::string>{
          "bulk_insert: table 'posts' has no column 'word' at this revision; did you mean 'words'?",
          "bulk_insert: column 'posts.words' is generated: it takes no values",
          "bulk_insert: row 2 has 2 values for 3 columns"}));
  EXPECT_EQ(problem(shop(),
                    [](Operations& op) {
                      op.bulk_insert("users", {"id", "id"}, {});
                    }),
            "bulk_insert: column 'id' is named twice");
}

TEST(Apply, what_stands_on_a_failed_operation_is_not_reported_again) {
  EXPECT_EQ(problems(shop(),
                     [](Operations& op) {
                       op.create_table("tags",
                                       {.columns = {{.name = "kind", .type = enum_type("kind")}}});
                       op.create_index("ix_tags", "tags", {"kind"});
                       op.drop_index("ix_tags", "tags");
                       op.add_column("user", {.name = "x", .type = text});
                       op.drop_column("users", "nam");
                     }),
            (std::vector<std::string>{
                "create_table: column 'tags.kind' is of enum 'kind', which does not exist at this "
                "revision",
                "add_column: there is no table 'user' at this revision; did you mean 'users'?",
                "drop_column: table 'users' has no column 'nam' at this revision; did you mean "
                "'name'?"}));
}

TEST(Apply, a_block_is_applied_whole_or_not_at_all) {
  EXPECT_EQ(problem(shop(),
                    [](Operations& op) {
                      op.autocommit_block([](Operations& inner) {
                        inner.drop_column("users", "name");
                        inner.drop_column("users", "nam");
                      });
                    }),
            "drop_column: table 'users' has no column 'nam' at this revision");
  EXPECT_EQ(problem(shop(),
                    [](Operations& op) {
                      op.execute("…", [](Operations& effect) { effect.drop_table("nothing"); });
                    }),
            "drop_table: there is no table 'nothing' at this revision");
}

TEST(ApplyProblems, a_new_name_of_an_index_must_be_free_and_the_old_one_there) {
  EXPECT_EQ(problem(shop(), [](Operations& op) { op.rename_index("ix_post", "posts", "ix"); }),
            "rename_index: table 'posts' has no index 'ix_post' at this revision; did you mean "
            "'ix_posts_author'?");
  EXPECT_EQ(
      problem(shop(), [](Operations& op) { op.rename_index("ix_posts_author", "posts", "users"); }),
      "rename_index: there is a table 'users' already");
  EXPECT_EQ(
      problem(shop(), [](Operations& op) { op.rename_index("ix_posts_author", "posts", ""); }),
      "rename_index: the new name is empty");
}

TEST(ApplyProblems, a_new_name_of_a_constraint_must_be_free_and_the_old_one_there) {
  EXPECT_EQ(
      problem(shop(), [](Operations& op) { op.rename_constraint("ck_users_ag", "users", "ck"); }),
      "rename_constraint: table 'users' has no constraint 'ck_users_ag' at this revision; did you "
      "mean 'ck_users_age'?");
  EXPECT_EQ(problem(shop(),
                    [](Operations& op) { op.rename_constraint("ix_posts_author", "posts", "ix"); }),
            "rename_constraint: 'ix_posts_author' is an index of table 'posts', not a constraint; "
            "use rename_index");
  EXPECT_EQ(
      problem(shop(),
              [](Operations& op) { op.rename_constraint("ck_users_age", "users", "pk_users"); }),
      problem(shop(),
              [](Operations& op) { op.rename_constraint("uq_users_email", "users", "pk_users"); }));
  EXPECT_EQ(
      problem(shop(), [](Operations& op) { op.rename_constraint("ck_users_age", "users", ""); }),
      "rename_constraint: the new name is empty");
}

}  // namespace
}  // namespace limbeck::operations::apply_problems_test
