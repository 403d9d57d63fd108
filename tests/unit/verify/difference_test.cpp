// What a live database has otherwise than its history says, as findings.
#include "runtime/verify/difference.h"
#include "migrations/findings/rule_id.h"

#include <gtest/gtest.h>

namespace limbeck::verify::difference_test {
namespace {

schema::Schema users(std::optional<std::string> default_sql) {
  schema::Schema schema;
  schema.tables = {{.name = {"", "users"},
                    .columns = {{.name = "age",
                                 .type = schema::parse_type("integer"),
                                 .default_sql = std::move(default_sql)}}}};
  return schema;
}

TEST(Differences, have_the_path_of_the_thing_and_both_sides_as_facts) {
  const auto found = differences(users("0"), users(std::nullopt));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].rule, RuleId::database_differs);
  EXPECT_EQ(found[0].path, "tables/users/columns/age");
  EXPECT_EQ(found[0].message, "the default of column 'users.age' is another");
  EXPECT_EQ(fact(found[0], "expected"), "default 0");
  EXPECT_EQ(fact(found[0], "found"), "no default");
  EXPECT_EQ(to_string(found[0]),
            "the default of column 'users.age' is another: expected default 0; found no default");
}

TEST(Differences, what_no_revision_makes_is_told_apart) {
  const auto found = differences({}, users("0"));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].rule, RuleId::database_extra);
  EXPECT_TRUE(found[0].facts.empty());
  EXPECT_EQ(to_string(found[0]), "table 'users' is there, and no revision makes it");
}

TEST(Differences, a_side_that_is_not_there_is_no_fact) {
  const auto found = differences(users("0"), {});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].rule, RuleId::database_differs);
  EXPECT_EQ(to_string(found[0]), "table 'users' is missing");
}

}  // namespace
}  // namespace limbeck::verify::difference_test
