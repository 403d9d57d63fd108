#include "migrations/schema/schema.h"

#include <gtest/gtest.h>

namespace limbeck::schema::schema_test {
namespace {

Schema two_tables() {
  Schema schema;
  schema.tables = {{.name = {"", "users"}, .columns = {{.name = "id"}, {.name = "email"}}},
                   {.name = {"", "posts"}, .columns = {{.name = "id"}}}};
  sort(schema);
  return schema;
}

TEST(Schema, a_table_is_found_by_schema_and_name) {
  Schema schema = two_tables();
  schema.tables.push_back({.name = {"audit", "users"}});
  sort(schema);
  ASSERT_NE(find_table(schema, {"", "users"}), nullptr);
  EXPECT_EQ(find_table(schema, {"audit", "users"})->name.schema, "audit");
  EXPECT_EQ(find_table(schema, {"other", "users"}), nullptr);
  EXPECT_EQ(find_table(schema, {"", "user"}), nullptr);
}

TEST(Schema, the_order_of_columns_does_not_count_and_all_else_does) {
  const Schema a = two_tables();
  Schema b = a;
  std::swap(find_table(b, {"", "users"})->columns[0], find_table(b, {"", "users"})->columns[1]);
  EXPECT_NE(a, b);
  EXPECT_TRUE(equivalent(a, b));
  find_table(b, {"", "users"})->columns[0].nullable = true;
  EXPECT_FALSE(equivalent(a, b));
}

TEST(Schema, the_order_in_which_constraints_were_described_does_not_count) {
  Table a{.name = {"", "t"}, .uniques = {{.name = "b"}, {.name = "a"}}};
  Table b{.name = {"", "t"}, .uniques = {{.name = "a"}, {.name = "b"}}};
  sort(a);
  sort(b);
  EXPECT_EQ(a, b);
}

TEST(Nearest, suggests_the_name_that_was_meant_and_nothing_far_off) {
  const std::vector<std::string> names{"name", "email", "created_at"};
  EXPECT_EQ(nearest("nam", names), "name");
  EXPECT_EQ(nearest("emial", names), "email");
  EXPECT_EQ(nearest("Created_At", names), "created_at");
  EXPECT_EQ(nearest("created", names), "created_at");
  EXPECT_EQ(nearest("price", names), "");
  EXPECT_EQ(nearest("", names), "");
}

}  // namespace
}  // namespace limbeck::schema::schema_test
