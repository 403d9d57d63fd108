#include "tests/unit/diff/diffs.h"

#include <algorithm>

namespace limbeck::diff::columns_test {
namespace {

TEST(DiffColumns, nothing_changes_between_equal_schemas) {
  EXPECT_EQ(told(shop(), shop()), Lines{});
  EXPECT_EQ(told({}, {}), Lines{});
}

TEST(DiffColumns, a_missing_column_is_added_as_one_operation) {
  EXPECT_EQ(told_of([](Operations& op) {
              op.add_column(
                  "users",
                  {.name = "display_name", .type = text, .nullable = true, .comment = "c"});
            }),
            Lines{"add_column users.display_name"});
}

TEST(DiffColumns, all_that_changes_in_a_column_is_one_operation) {
  EXPECT_EQ(told_of([](Operations& op) {
              op.alter_column(
                  "users", "age",
                  {.type = bigint, .nullable = false, .server_default = "1", .comment = "c"});
            }),
            Lines{"alter_column users.age (type bigint, not null, default 1, comment)"});
}

TEST(DiffColumns, each_attribute_of_a_column_can_come_and_go) {
  const auto with = after(
      [](Operations& op) {
        op.alter_column("users", "name",
                        {.server_default = "'x'", .collation = "nocase", .comment = "c"});
        op.alter_column("users", "id", {.identity = always});
        op.alter_column("users", "age", {.generated = "1 + 1"});
      },
      shop());
  EXPECT_EQ(told(shop(), with),
            (Lines{"alter_column users.id (identity always)",
                   "alter_column users.name (default 'x', collation nocase, comment)",
                   "alter_column users.age (generated as (1 + 1) stored)"}));
  EXPECT_EQ(told(with, shop()),
            (Lines{"alter_column users.id (no identity)",
                   "alter_column users.name (no default, no collation, no comment)",
                   "alter_column users.age (no generated)"}));
}

TEST(DiffColumns, the_order_of_columns_is_no_difference) {
  schema::Schema other = shop();
  for (auto& table : other.tables) std::reverse(table.columns.begin(), table.columns.end());
  EXPECT_EQ(told(shop(), other), Lines{});
}

TEST(DiffColumns, quotes_that_an_expression_does_not_need_are_no_difference) {
  schema::Schema other = shop();
  for (auto& check : schema::find_table(other, {"", "users"})->checks)
    check.expression = "\"age\" > 0";
  schema::find_column(*schema::find_table(other, {"", "posts"}), "words")->generated->expression =
      "length([body])";
  EXPECT_EQ(told(shop(), other), Lines{});
}

TEST(DiffColumns, rows_that_are_there_get_the_fill_of_a_new_or_a_no_longer_nullable_column) {
  const auto to = after(
      [](Operations& op) {
        op.add_column("users", {.name = "tag", .type = text});
        op.alter_column("users", "name", {.nullable = false});
      },
      shop());
  const Hints hints{.fills = {{{{"", "users"}, "tag"}, "''"}, {{{"", "users"}, "name"}, "email"}}};
  const auto operations = diff(shop(), to, hints);
  ASSERT_EQ(operations.size(), 2U);
  EXPECT_EQ(std::get<operations::AddColumn>(operations[0].value).fill, "''");
  EXPECT_EQ(std::get<operations::AlterColumn>(operations[1].value).fill, "email");
}

// The fill of the one alter_column that leads from `before` to `after`.
std::string fill_between(schema::Column before, schema::Column after, const Hints& hints = {}) {
  schema::Schema from, to;
  before.name = after.name = "x";
  from.tables = {{.name = {"", "t"}, .columns = {before}}};
  to.tables = {{.name = {"", "t"}, .columns = {after}}};
  const auto operations = diff(from, to, hints);
  EXPECT_EQ(operations.size(), 1U);
  return std::get<operations::AlterColumn>(operations.at(0).value).fill;
}

TEST(DiffColumns, nulls_of_a_no_longer_nullable_column_get_its_default) {
  const schema::Type integer{schema::TypeKind::integer}, bigint{schema::TypeKind::bigint};
  const schema::Column nullable{.type = integer, .nullable = true};
  EXPECT_EQ(fill_between(nullable, {.type = integer, .default_sql = "7"}), "7");
  EXPECT_EQ(fill_between({.type = integer, .nullable = true, .default_sql = "7"},
                         {.type = integer, .default_sql = "7"}),
            "7");
  EXPECT_EQ(fill_between(nullable, {.type = bigint, .default_sql = "(random())"}), "(random())");
  EXPECT_EQ(fill_between(nullable, {.type = integer, .default_sql = "7"},
                         {.fills = {{{{"", "t"}, "x"}, "8"}}}),
            "8");
  EXPECT_EQ(fill_between(nullable, {.type = integer}), "");
  EXPECT_EQ(fill_between(nullable, {.type = integer, .default_sql = "NULL"}), "");
  EXPECT_EQ(fill_between({.type = integer, .nullable = true, .generated = {{"1"}}},
                         {.type = integer, .generated = {{"1"}}}),
            "");
}

TEST(DiffColumns, the_way_back_to_not_null_fills_the_nulls_that_came_meanwhile) {
  schema::Schema from;
  from.tables = {
      {.name = {"", "t"},
       .columns = {{.name = "x", .type = {schema::TypeKind::integer}, .default_sql = "7"}}}};
  operations::AlterColumn change;
  change.table = {"", "t"};
  change.column = "x";
  change.nullable = true;
  change.default_sql.emplace();
  const auto back = operations::reverse(operations::Operation{change, {}}, from);
  const auto& steps = std::get<std::vector<operations::Operation>>(back);
  EXPECT_EQ(std::get<operations::AlterColumn>(steps.at(0).value).fill, "7");
}

TEST(DiffColumns, a_fill_of_a_column_that_stays_is_not_used) {
  const Hints hints{.fills = {{{{"", "users"}, "name"}, "email"}}};
  EXPECT_EQ(told_of([](Operations& op) { op.alter_column("users", "name", {.type = varchar(3)}); },
                    hints),
            Lines{"alter_column users.name (type varchar(3))"});
}

TEST(DiffColumns, comments_and_settings_of_tables) {
  const auto with = after(
      [](Operations& op) {
        op.create_table_comment("users", "who");
        op.alter_table_settings("users", {{"sqlite.strict", "true"}, {"a.b", "1"}});
      },
      shop());
  EXPECT_EQ(told(shop(), with),
            (Lines{"create_table_comment on users",
                   "alter_table_settings users (a.b = 1, sqlite.strict = true)"}));
  EXPECT_EQ(told(with, shop()), (Lines{"drop_table_comment on users",
                                       "alter_table_settings users (no a.b, no sqlite.strict)"}));
}

TEST(DiffColumns, what_no_operation_changes_is_reported_separately) {
  schema::Schema from = shop();
  schema::find_table(from, {"", "posts"})->partition_by = "RANGE (\"id\")";
  schema::Schema to = from;
  schema::find_table(to, {"", "posts"})->partition_by = "RANGE (id)";
  EXPECT_TRUE(unreachable(from, to).empty());
  schema::find_table(to, {"", "posts"})->partition_by = "HASH (id)";
  from.domains = {{.name = {"", "email"}, .type = schema::parse_type("text")}};
  to.domains = {{.name = {"", "email"}, .type = schema::parse_type("varchar(9)")}};
  EXPECT_TRUE(diff(from, to).empty());
  const auto found = unreachable(from, to);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].path, "tables/posts");
  EXPECT_EQ(
      found[0].message,
      "the partition key of table 'posts' changes from 'RANGE (\"id\")' to 'HASH (id)', which no "
      "database does in place; make a new table and copy the rows");
  EXPECT_EQ(found[1].path, "domains/email");
  EXPECT_TRUE(unreachable({}, to).empty());
}

schema::Table chain() {
  schema::Table table;
  table.name = {"", "t"};
  const schema::Type text_type = schema::parse_type("text");
  table.columns = {
      {.name = "a", .type = text_type},
      {.name = "b", .type = text_type, .generated = schema::Generated{"upper(a)", false}},
      {.name = "c", .type = text_type, .generated = schema::Generated{"b || 'x'", false}},
      {.name = "d", .type = text_type},
  };
  return table;
}

TEST(DiffColumns, generated_columns_that_stand_on_one_another_come_and_go_in_that_order) {
  schema::Schema with, without;
  with.tables = {chain()};
  without.tables = {chain()};
  without.tables[0].columns = {chain().columns[3]};
  EXPECT_EQ(told(with, without), (Lines{"drop_column t.c", "drop_column t.b", "drop_column t.a"}));

  schema::Schema described_backwards = with;
  std::reverse(described_backwards.tables[0].columns.begin(),
               described_backwards.tables[0].columns.end());
  const auto added = told(without, described_backwards);
  EXPECT_EQ(added, (Lines{"add_column t.a", "add_column t.b", "add_column t.c"}));
}

TEST(DiffColumns, a_generated_column_goes_after_the_change_of_the_one_that_used_it) {
  schema::Schema from, to;
  from.tables = {chain()};
  to.tables = {chain()};
  to.tables[0].columns[2].generated->expression = "a || 'x'";
  to.tables[0].columns.erase(to.tables[0].columns.begin() + 1);
  EXPECT_EQ(told(from, to),
            (Lines{"alter_column t.c (generated as (a || 'x'))", "drop_column t.b"}));
}

}  // namespace
}  // namespace limbeck::diff::columns_test
