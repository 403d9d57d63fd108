#include "migrations/findings/rule_id.h"
#include "migrations/operations/holds_all_values.h"
#include "migrations/operations/subject.h"
#include "migrations/rules/rules.h"

#include <gtest/gtest.h>

namespace limbeck::operations::risk_test {
namespace {

using Told = std::vector<std::string>;

schema::Schema shop() {
  schema::Schema schema;
  schema.enums = {{.name = {"", "status"}, .values = {"new", "paid", "sent"}}};
  schema.tables = {{.name = {"", "users"},
                    .columns = {{.name = "id", .type = schema::parse_type("integer")},
                                {.name = "name", .type = schema::parse_type("varchar(50)")},
                                {.name = "state", .type = schema::parse_type("enum status")},
                                {.name = "twice",
                                 .type = schema::parse_type("integer"),
                                 .generated = schema::Generated{.expression = "id * 2"}}}}};
  return schema;
}

Told told(const std::vector<AnyOperation>& values) {
  std::vector<Operation> operations;
  for (const AnyOperation& value : values) operations.push_back({value, {}});
  schema::Schema schema = shop();
  Told told;
  for (const Finding& loss : rules::losses(operations, schema)) {
    EXPECT_EQ(loss.rule, RuleId::destructive);
    told.push_back(std::to_string(loss.operation) + " " + std::string(fact(loss, "destroys")));
  }
  return told;
}

AlterColumn retype(const char* column, const char* type) {
  return {.table = {"", "users"}, .column = column, .type = schema::parse_type(type)};
}

bool holds(const char* to, const char* from) {
  return holds_all_values(schema::parse_type(to), schema::parse_type(from), shop());
}

TEST(Losses, dropped_tables_and_columns_take_their_rows_and_values) {
  EXPECT_EQ(told({DropColumn{{"", "users"}, "name"}, DropTable{{"", "users"}}}),
            (Told{"0 all values of 'users.name'", "1 all rows of 'users'"}));
}

TEST(Losses, what_the_list_made_itself_is_not_the_users) {
  const Name made{"", "made"}, renamed{"", "renamed"};
  const schema::Column column{.name = "x", .type = schema::parse_type("integer"), .nullable = true};
  EXPECT_EQ(told({CreateTable{{.name = made, .columns = {column}}}, RenameTable{made, "renamed"},
                  DropTable{renamed}, AddColumn{{"", "users"}, column, {}},
                  RenameColumn{{"", "users"}, "x", "y"}, DropColumn{{"", "users"}, "y"}}),
            Told{});
}

TEST(Losses, what_the_database_computes_can_be_computed_again) {
  EXPECT_EQ(told({DropColumn{{"", "users"}, "twice"}}), Told{});
  AlterColumn computed{.table = {"", "users"}, .column = "name"};
  computed.generated.emplace(schema::Generated{.expression = "'x'"});
  EXPECT_EQ(told({computed}), Told{"0 all values of 'users.name', which is computed from now on"});
}

TEST(Losses, a_narrower_type_loses_what_does_not_fit) {
  EXPECT_EQ(told({retype("name", "varchar(10)")}),
            Told{"0 values of 'users.name' that do not fit varchar(10) (it was varchar(50))"});
  EXPECT_EQ(told({retype("name", "varchar(60)"), retype("name", "text")}), Told{});
}

TEST(Losses, values_taken_from_an_enum_are_named_and_its_order_is_none) {
  EXPECT_EQ(told({ReplaceEnum{{"", "status"}, {"sent", "new"}}}),
            Told{"0 the value 'paid' of enum 'status' in the rows that hold it"});
  EXPECT_EQ(told({ReplaceEnum{{"", "status"}, {"sent", "paid", "new"}}}), Told{});
}

TEST(Losses, blocks_and_effects_are_looked_into_and_reported_as_a_whole) {
  const Operation drop{DropTable{{"", "users"}}, {}};
  EXPECT_EQ(told({AutocommitBlock{{drop}}}), Told{"0 all rows of 'users'"});
  const Operation block{AutocommitBlock{{drop}}, {}};
  EXPECT_EQ(told({AutocommitBlock{{block}}}), Told{"0 all rows of 'users'"});
  EXPECT_TRUE(can_destroy({AutocommitBlock{{block}}, {}}));
  EXPECT_TRUE(can_destroy({Execute{{{"", "DROP TABLE users"}}, {block}}, {}}));
  EXPECT_EQ(told({Execute{{{"", "DROP TABLE users"}}, {drop}}}), Told{"0 all rows of 'users'"});
}

TEST(HoldsAllValues, wider_types_hold_narrower_ones) {
  EXPECT_TRUE(holds("bigint", "integer"));
  EXPECT_TRUE(holds("double precision", "integer"));
  EXPECT_TRUE(holds("numeric", "bigint"));
  EXPECT_TRUE(holds("numeric(12,2)", "integer"));
  EXPECT_TRUE(holds("numeric(10,2)", "numeric(8,2)"));
  EXPECT_TRUE(holds("integer", "numeric(9,0)"));
  EXPECT_TRUE(holds("text", "varchar(10)"));
  EXPECT_TRUE(holds("varchar", "text"));
  EXPECT_TRUE(holds("varchar(10)", "char(10)"));
  EXPECT_TRUE(holds("text", "json"));
  EXPECT_TRUE(holds("varchar(4)", "enum status"));
  EXPECT_TRUE(holds("timestamptz", "date"));
  EXPECT_TRUE(holds("integer", "boolean"));
  EXPECT_TRUE(holds("json", "jsonb"));
}

TEST(HoldsAllValues, narrower_and_unlike_types_do_not) {
  EXPECT_FALSE(holds("integer", "bigint"));
  EXPECT_FALSE(holds("double precision", "bigint"));
  EXPECT_FALSE(holds("real", "integer"));
  EXPECT_FALSE(holds("smallint", "numeric(5,0)"));
  EXPECT_FALSE(holds("numeric(10,2)", "numeric(9,3)"));
  EXPECT_FALSE(holds("numeric(8,2)", "integer"));
  EXPECT_FALSE(holds("varchar(10)", "text"));
  EXPECT_FALSE(holds("char(10)", "varchar(10)"));
  EXPECT_FALSE(holds("varchar(3)", "enum status"));
  EXPECT_FALSE(holds("date", "timestamp"));
  EXPECT_FALSE(holds("timestamp", "timestamptz"));
  EXPECT_FALSE(holds("timestamp(3)", "timestamp"));
  EXPECT_FALSE(holds("enum status", "text"));
  EXPECT_FALSE(holds("boolean", "integer"));
  EXPECT_FALSE(holds("jsonb", "json"));
  EXPECT_FALSE(holds("integer[]", "integer"));
  EXPECT_FALSE(holds("text", "citext"));
}

}  // namespace
}  // namespace limbeck::operations::risk_test
