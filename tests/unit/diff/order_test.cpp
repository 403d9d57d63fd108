#include <algorithm>

#include "tests/unit/diff/diffs.h"

namespace limbeck::diff::order_test {
namespace {

schema::Schema two_tables() {
  return after([](Operations& op) {
    op.create_table("a", {.columns = {{.name = "id", .type = bigint},
                                      {.name = "b", .type = bigint, .nullable = true}},
                          .primary_key = {.name = "pk_a", .columns = {"id"}}});
    op.create_table("b", {.columns = {{.name = "id", .type = bigint},
                                      {.name = "a", .type = bigint, .nullable = true}},
                          .primary_key = {.name = "pk_b", .columns = {"id"}}});
  });
}

schema::Schema circle() {
  return after(
      [](Operations& op) {
        op.create_foreign_key(
            "a", {.name = "fk_a", .columns = {"b"}, .ref_table = "b", .ref_columns = {"id"}});
        op.create_foreign_key(
            "b", {.name = "fk_b", .columns = {"a"}, .ref_table = "a", .ref_columns = {"id"}});
      },
      two_tables());
}

TEST(DiffOrder, new_tables_come_after_those_they_refer_to_and_enums_before_all) {
  EXPECT_EQ(told({}, shop()),
            (Lines{"create_enum status", "create_table users", "create_table posts",
                   "create_index ix_posts_author on posts"}));
}

TEST(DiffOrder, tables_go_before_those_they_refer_to_and_enums_after_all) {
  EXPECT_EQ(told(shop(), {}), (Lines{"drop_table posts", "drop_table users", "drop_enum status"}));
}

TEST(DiffOrder, the_keys_of_a_circle_are_made_after_its_tables) {
  EXPECT_EQ(told({}, circle()),
            (Lines{"create_table a", "create_table b", "create_foreign_key fk_a on a"}));
}

TEST(DiffOrder, the_keys_of_a_circle_go_before_its_tables) {
  EXPECT_EQ(told(circle(), {}),
            (Lines{"drop_constraint fk_a on a", "drop_table b", "drop_table a"}));
}

TEST(DiffOrder, a_table_beside_a_circle_keeps_its_keys_inside) {
  const auto to = after(
      [](Operations& op) {
        op.create_table(
            "aa", {.columns = {{.name = "a", .type = bigint}},
                   .foreign_keys = {
                       {.name = "fk", .columns = {"a"}, .ref_table = "a", .ref_columns = {"id"}}}});
      },
      circle());
  EXPECT_EQ(told({}, to), (Lines{"create_table a", "create_table b", "create_table aa",
                                 "create_foreign_key fk_a on a"}));
}

TEST(DiffOrder, a_changed_constraint_is_dropped_and_created) {
  EXPECT_EQ(told_of([](Operations& op) {
              op.drop_constraint("ck_users_age", "users");
              op.create_check_constraint("users",
                                         {.name = "ck_users_age", .expression = "age > 1"});
            }),
            (Lines{"drop_constraint ck_users_age on users",
                   "create_check_constraint ck_users_age on users"}));
}

TEST(DiffOrder, nameless_constraints_are_distinguished_by_what_they_are) {
  const auto from = after([](Operations& op) {
    op.create_table("t",
                    {.columns = {{.name = "a", .type = integer}, {.name = "b", .type = integer}},
                     .uniques = {{.columns = {"a"}}, {.columns = {"b"}}},
                     .checks = {{.expression = "a > 0"}, {.expression = "b > 0"}}});
  });
  const auto to = after(
      [](Operations& op) {
        op.drop_constraint("", "t", {.type = ConstraintType::unique, .columns = {"a"}});
        op.drop_constraint("", "t", {.type = ConstraintType::check, .expression = "b > 0"});
      },
      from);
  EXPECT_EQ(told(from, to), (Lines{"drop_constraint on t (b > 0)", "drop_constraint on t (a)"}));
}

TEST(DiffOrder, a_foreign_key_goes_while_the_key_it_refers_to_changes) {
  EXPECT_EQ(
      told_of([](Operations& op) {
        op.drop_constraint("fk_posts_author_id_users", "posts");
        op.drop_constraint("pk_users", "users");
        op.create_unique_constraint("users", {.name = "uq_users_id", .columns = {"id"}});
        op.create_foreign_key("posts", {.name = "fk_posts_author_id_users",
                                        .columns = {"author_id"},
                                        .ref_table = "users",
                                        .ref_columns = {"id"}});
      }),
      (Lines{"drop_constraint fk_posts_author_id_users on posts",
             "drop_constraint pk_users on users", "create_unique_constraint uq_users_id on users",
             "create_foreign_key fk_posts_author_id_users on posts"}));
}

TEST(DiffOrder,
     a_foreign_key_goes_while_its_columns_get_types_that_cannot_be_compared_with_the_old) {
  const auto from = after(
      [](Operations& op) {
        op.create_foreign_key(
            "a", {.name = "fk_a", .columns = {"b"}, .ref_table = "b", .ref_columns = {"id"}});
      },
      two_tables());
  const auto to = after(
      [](Operations& op) {
        op.alter_column("a", "b", {.type = uuid});
        op.alter_column("b", "id", {.type = uuid});
      },
      from);
  EXPECT_EQ(told(from, to),
            (Lines{"drop_constraint fk_a on a", "alter_column a.b (type uuid)",
                   "alter_column b.id (type uuid)", "create_foreign_key fk_a on a"}));
}

TEST(DiffOrder, a_foreign_key_stays_while_its_columns_grow) {
  EXPECT_EQ(told_of([](Operations& op) {
              op.alter_column("posts", "author_id", {.type = integer});
              op.alter_column("users", "id", {.type = integer});
            }),
            (Lines{"alter_column posts.author_id (type integer)",
                   "alter_column users.id (type integer)"}));
}

TEST(DiffOrder, a_unique_constraint_is_there_before_the_key_that_needs_it_and_goes_after_it) {
  const auto with = after(
      [](Operations& op) {
        op.add_column("users", {.name = "code", .type = text});
        op.create_index("ux_users_code", "users", {"code"}, {.unique = true});
        op.add_column("posts", {.name = "code", .type = text});
        op.create_foreign_key("posts", {.name = "fk_code",
                                        .columns = {"code"},
                                        .ref_table = "users",
                                        .ref_columns = {"code"}});
      },
      shop());
  EXPECT_EQ(told(shop(), with),
            (Lines{"add_column posts.code", "add_column users.code",
                   "create_index ux_users_code on users", "create_foreign_key fk_code on posts"}));
  EXPECT_EQ(told(with, shop()),
            (Lines{"drop_constraint fk_code on posts", "drop_column posts.code",
                   "drop_index ux_users_code on users", "drop_column users.code"}));
}

TEST(DiffOrder, a_new_table_comes_before_the_tables_that_change) {
  EXPECT_EQ(
      told_of([](Operations& op) {
        op.create_table("tags", {.columns = {{.name = "id", .type = bigint}},
                                 .primary_key = {.name = "pk_tags", .columns = {"id"}}});
        op.add_column("posts", {.name = "tag_id", .type = bigint, .nullable = true});
        op.create_foreign_key(
            "posts",
            {.name = "fk_tag", .columns = {"tag_id"}, .ref_table = "tags", .ref_columns = {"id"}});
      }),
      (Lines{"create_table tags", "add_column posts.tag_id",
             "create_foreign_key fk_tag on posts"}));
}

TEST(DiffOrder, a_new_table_that_refers_to_a_new_key_comes_after_it) {
  EXPECT_EQ(told_of([](Operations& op) {
              op.add_column("users", {.name = "code", .type = text});
              op.create_unique_constraint("users", {.name = "uq_code", .columns = {"code"}});
              op.create_table("tags", {.columns = {{.name = "code", .type = text}},
                                       .foreign_keys = {{.name = "fk",
                                                         .columns = {"code"},
                                                         .ref_table = "users",
                                                         .ref_columns = {"code"}}}});
            }),
            (Lines{"add_column users.code", "create_unique_constraint uq_code on users",
                   "create_table tags"}));
}

TEST(DiffOrder, indexes_and_constraints_go_before_their_columns_and_come_after_them) {
  const auto with = after(
      [](Operations& op) {
        op.add_column("users", {.name = "n", .type = integer});
        op.create_index("ix_n", "users", {"n"});
        op.create_check_constraint("users", {.name = "ck_n", .expression = "n > 0"});
      },
      shop());
  EXPECT_EQ(told(shop(), with), (Lines{"add_column users.n", "create_index ix_n on users",
                                       "create_check_constraint ck_n on users"}));
  EXPECT_EQ(told(with, shop()), (Lines{"drop_index ix_n on users", "drop_constraint ck_n on users",
                                       "drop_column users.n"}));
}

TEST(DiffOrder, the_name_of_an_index_that_moves_to_another_table_is_free_first) {
  EXPECT_EQ(told_of([](Operations& op) {
              op.drop_index("ix_posts_author", "posts");
              op.create_table("a", {.columns = {{.name = "id", .type = bigint}}});
              op.create_index("ix_posts_author", "a", {"id"});
            }),
            (Lines{"drop_index ix_posts_author on posts", "create_table a",
                   "create_index ix_posts_author on a"}));
  EXPECT_EQ(told_of([](Operations& op) {
              op.drop_index("ix_posts_author", "posts");
              op.create_table("ix_posts_author", {.columns = {{.name = "id", .type = bigint}}});
            }),
            (Lines{"drop_index ix_posts_author on posts", "create_table ix_posts_author"}));
}

TEST(DiffOrder, an_index_may_become_a_constraint_of_its_name) {
  EXPECT_EQ(told_of([](Operations& op) {
              op.drop_index("ix_posts_author", "posts");
              op.create_unique_constraint("posts",
                                          {.name = "ix_posts_author", .columns = {"author_id"}});
            }),
            (Lines{"drop_index ix_posts_author on posts",
                   "create_unique_constraint ix_posts_author on posts"}));
}

TEST(DiffOrder, a_generated_column_comes_after_the_columns_it_is_made_of_and_goes_before_them) {
  const auto with = after(
      [](Operations& op) {
        op.add_column("users", {.name = "zz", .type = integer, .nullable = true});
        op.add_column("users", {.name = "aa",
                                .type = integer,
                                .nullable = true,
                                .generated = {.expression = "zz + 1"}});
      },
      shop());
  EXPECT_EQ(told(shop(), with), (Lines{"add_column users.zz", "add_column users.aa"}));
  EXPECT_EQ(told(with, shop()), (Lines{"drop_column users.aa", "drop_column users.zz"}));
}

TEST(DiffOrder, all_columns_of_a_table_can_be_replaced) {
  const auto from = after(
      [](Operations& op) { op.create_table("t", {.columns = {{.name = "a", .type = text}}}); });
  const auto to = after(
      [](Operations& op) { op.create_table("t", {.columns = {{.name = "b", .type = uuid}}}); });
  EXPECT_EQ(told(from, to), (Lines{"add_column t.b", "drop_column t.a"}));
}

TEST(DiffOrder, a_primary_key_moves_to_other_columns) {
  const auto from = two_tables();
  const auto to = after(
      [](Operations& op) {
        op.drop_constraint("pk_a", "a");
        op.create_primary_key("pk_a", "a", {"b"});
        op.alter_column("a", "id", {.nullable = true});
      },
      from);
  EXPECT_EQ(told(from, to), (Lines{"drop_constraint pk_a on a", "alter_column a.id (nullable)",
                                   "alter_column a.b (not null)", "create_primary_key pk_a on a"}));
}

TEST(DiffOrder, a_chain_of_many_tables_does_not_exhaust_the_stack) {
  schema::Schema chain;
  constexpr int length = 5000;
  for (int i = 0; i < length; ++i) {
    const std::string number = std::to_string(length + i);
    schema::Table table;
    table.name.name = "t" + number;
    table.columns.push_back({.name = "id", .type = {schema::TypeKind::bigint}});
    table.primary_key = schema::PrimaryKey{"pk", {"id"}};
    if (i + 1 < length) {
      table.foreign_keys.push_back({.name = "fk",
                                    .columns = {"id"},
                                    .ref_table = {"", "t" + std::to_string(length + i + 1)},
                                    .ref_columns = {"id"}});
    }
    chain.tables.push_back(std::move(table));
  }
  const auto operations = diff({}, chain);
  ASSERT_EQ(operations.size(), static_cast<std::size_t>(length));
  EXPECT_EQ(describe(operations.front()), "create_table t9999");
  EXPECT_EQ(describe(diff(chain, {}).front()), "drop_table t5000");
}

}  // namespace
}  // namespace limbeck::diff::order_test
