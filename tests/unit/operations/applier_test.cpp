#include "tests/unit/operations/schemas.h"

namespace limbeck::operations::applier_test {
namespace {

using limbeck::Operations;

std::vector<std::string> messages(const std::vector<Finding>& problems) {
  std::vector<std::string> texts;
  for (const Finding& problem : problems) texts.push_back(problem.message);
  return texts;
}

// Everything of which another operation asks who holds it.
void build(Operations& op) {
  op.create_enum("status", {"new", "old"});
  op.create_sequence("numbers");
  op.create_table("users", {.columns = {{.name = "id", .type = bigint}},
                            .primary_key = {.name = "pk_users", .columns = {"id"}}});
  op.create_table(
      "posts",
      {.columns = {{.name = "id", .type = bigint, .server_default = "nextval('numbers')"},
                   {.name = "author", .type = bigint},
                   {.name = "status", .type = enum_type("status")}},
       .foreign_keys = {
           {.name = "fk", .columns = {"author"}, .ref_table = "users", .ref_columns = {"id"}}}});
  op.create_index("ix", "posts", {"author"});
}

TEST(Applier, knows_at_each_operation_what_those_before_it_made) {
  schema::Schema schema;
  Applier applier(schema);
  ASSERT_TRUE(applier.apply(record(build)).empty());
  const auto told = messages(applier.apply(record([](Operations& op) {
    op.create_index("ix", "users", {"id"});
    op.create_table("ix", {.columns = {{.name = "a", .type = text}}});
    op.drop_table("users");
    op.drop_enum("status");
    op.drop_sequence("numbers");
  })));
  EXPECT_EQ(told,
            (std::vector<std::string>{
                "create_index: the name 'ix' is taken by an index of table 'posts'",
                "create_table: the name 'ix' is taken by an index of table 'posts'",
                "drop_table: table 'users' is referred to by foreign key 'fk' of table 'posts'; "
                "drop it first",
                "drop_enum: enum 'status' is the type of column 'posts.status'; change or drop it "
                "first",
                "drop_sequence: sequence 'numbers' is used by the default of column 'posts.id'; "
                "change or drop it first"}));
}

TEST(Applier, knows_at_each_operation_what_those_before_it_took_away) {
  schema::Schema schema;
  Applier applier(schema);
  const auto told = messages(applier.apply(record([](Operations& op) {
    build(op);
    op.create_index("other", "users", {"id"});  // somebody asks before anything goes
    op.drop_index("ix", "posts");
    op.create_index("ix", "users", {"id"});
    op.drop_constraint("fk", "posts");
    op.rename_table("users", "people");
    op.create_table("users", {.columns = {{.name = "id", .type = bigint}}});
    op.drop_table("people");
    op.drop_column("posts", "status");
    op.drop_enum("status");
    op.alter_column("posts", "id", {.server_default = limbeck::none});
    op.drop_sequence("numbers");
    op.create_index("ix", "users", {"id"});
  })));
  EXPECT_EQ(told, std::vector<std::string>{});
}

TEST(Applier, an_operation_that_fails_leaves_no_trace) {
  schema::Schema schema;
  Applier applier(schema);
  const auto told = messages(applier.apply_apart(record([](Operations& op) {
    build(op);
    op.create_table("tags",
                    {.columns = {{.name = "a", .type = text}, {.name = "a", .type = text}}});
    op.create_table("tags", {.columns = {{.name = "a", .type = text}}});
  })));
  EXPECT_EQ(told.size(), 1U);
  EXPECT_NE(schema::find_table(schema, {"", "tags"}), nullptr);
}

TEST(Applier, a_block_is_applied_whole_or_not_at_all) {
  schema::Schema schema;
  Applier applier(schema);
  ASSERT_TRUE(applier.apply(record(build)).empty());
  const schema::Schema before = schema;
  const auto block = record([](Operations& op) {
    op.autocommit_block([](Operations& inner) {
      inner.drop_index("ix", "posts");
      inner.drop_index("no such", "posts");
    });
  });
  EXPECT_TRUE(applier.apply(block.front()));
  EXPECT_TRUE(schema == before);
  const auto again = record([](Operations& op) { op.create_index("ix", "users", {"id"}); });
  EXPECT_TRUE(applier.apply(again.front())) << "the index is there again";
}

TEST(Applier, can_be_updated_after_other_changes) {
  schema::Schema schema;
  Applier applier(schema);
  ASSERT_TRUE(applier.apply(record(build)).empty());
  schema::find_table(schema, {"", "posts"})->indexes.clear();
  applier.changed({"", "posts"});
  const auto again = record([](Operations& op) { op.create_index("ix", "users", {"id"}); });
  EXPECT_FALSE(applier.apply(again.front()));
}

TEST(Applier, what_failed_before_is_remembered_but_not_by_what_is_apart) {
  schema::Schema schema;
  Applier applier(schema);
  const auto fails = record([](Operations& op) { op.create_table("t", {}); });
  const auto follows = record([](Operations& op) { op.drop_table("t"); });
  EXPECT_EQ(applier.apply(fails).size(), 1U);
  EXPECT_EQ(applier.apply(follows).size(), 0U);
  EXPECT_EQ(applier.apply_apart(follows).size(), 1U);
  EXPECT_EQ(applier.apply(follows).size(), 0U);
}

}  // namespace
}  // namespace limbeck::operations::applier_test
