#include "migrations/schema/other_objects.h"

#include <gtest/gtest.h>

namespace limbeck::schema::other_objects_test {
namespace {

OtherObject named(const char* name, const char* create = "") {
  return {.name = {"", name}, .create = create};
}

TEST(OtherObjectKinds, the_longest_kind_that_a_name_begins_with_is_its_kind) {
  EXPECT_EQ(kind_of_other("operator class ops USING btree")->words(), "operator class");
  EXPECT_EQ(kind_of_other("operator === (text, integer)")->words(), "operator");
  EXPECT_EQ(kind_of_other("types"), nullptr);
  EXPECT_EQ(kind_of_other("type"), kind_of_other("type pair"));
  EXPECT_EQ(kind_of_other(""), nullptr);
}

TEST(OtherObjectKinds, other_sql_names_what_it_can_mention) {
  EXPECT_EQ(named_in_sql(named("aggregate median(numeric)")), (Name{"", "median"}));
  EXPECT_EQ(named_in_sql(named("operator class ops USING btree")), (Name{"", "ops"}));
  EXPECT_EQ(named_in_sql(named("policy own ON accounts")), std::nullopt);
  EXPECT_EQ(named_in_sql(named("type")), std::nullopt);
}

TEST(OtherObjectKinds, a_part_says_its_table) {
  const auto table = [](const char* name) { return table_of(named(name)).value_or(Name()).name; };
  EXPECT_EQ(table("policy own rows ON accounts"), "accounts");
  EXPECT_EQ(table("policy a ON b ON accounts"), "accounts");
  EXPECT_EQ(table("comment on constraint ck ON accounts"), "accounts");
  EXPECT_EQ(table("comment on constraint ck ON DOMAIN email"), "");
  EXPECT_EQ(table("column storage accounts.photo"), "accounts");
  EXPECT_EQ(table("comment on column accounts.photo"), "accounts");
  EXPECT_EQ(table("row security accounts"), "accounts");
  EXPECT_EQ(table("inheritance child FROM audit.parent"), "child");
  EXPECT_EQ(table("grant accounts TO reader TABLE"), "accounts");
  EXPECT_EQ(table("grant accounts.id TO reader TABLE"), "accounts");
  EXPECT_EQ(table("index statistics ix 1 OF accounts"), "accounts");
  EXPECT_EQ(table("type pair"), "");
  EXPECT_EQ(table("policy"), "");
}

TEST(OtherObjectKinds, a_part_follows_its_table_when_that_is_renamed) {
  const OtherObject policy =
      named("policy own ON accounts",
            "CREATE POLICY own ON Accounts USING (\"accounts\".id > 'accounts')");
  const OtherObject renamed = with_table_renamed(policy, {"", "accounts"}, "new accounts");
  EXPECT_EQ(renamed.name.name, "policy own ON new accounts");
  EXPECT_EQ(renamed.create,
            "CREATE POLICY own ON \"new accounts\" USING (\"new accounts\".id > 'accounts')");
  EXPECT_EQ(with_table_renamed(policy, {"audit", "accounts"}, "x"), policy);
}

}  // namespace
}  // namespace limbeck::schema::other_objects_test
