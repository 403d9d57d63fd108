#include "tests/unit/diff/diffs.h"

namespace limbeck::diff::enums_test {
namespace {

schema::Schema with_values(std::vector<std::string> values, const char* default_sql = nullptr) {
  schema::Schema schema = shop();
  schema.enums[0].values = std::move(values);
  auto& column = *schema::find_column(*schema::find_table(schema, {"", "posts"}), "state");
  column.default_sql.reset();
  if (default_sql != nullptr) column.default_sql = default_sql;
  return schema;
}

TEST(DiffEnums, new_values_are_added_where_they_stand) {
  EXPECT_EQ(
      told(with_values({"a", "b"}), with_values({"x", "y", "a", "z", "b", "w"})),
      (Lines{"add_enum_value 'x' to status before 'a'", "add_enum_value 'y' to status before 'a'",
             "add_enum_value 'z' to status before 'b'", "add_enum_value 'w' to status"}));
}

TEST(DiffEnums, values_that_go_or_move_replace_them_all) {
  EXPECT_EQ(told(with_values({"a", "b"}), with_values({"b"})), Lines{"replace_enum status (b)"});
  EXPECT_EQ(told(with_values({"a", "b"}), with_values({"b", "a"})),
            Lines{"replace_enum status (b, a)"});
}

TEST(DiffEnums, a_default_that_is_going_changes_first) {
  EXPECT_EQ(told(with_values({"a", "b"}, "'a'"), with_values({"b"}, "'b'")),
            (Lines{"alter_column posts.state (default 'b')", "replace_enum status (b)"}));
  EXPECT_EQ(told(with_values({"a", "b"}, "'a'"), with_values({"b"})),
            (Lines{"alter_column posts.state (no default)", "replace_enum status (b)"}));
}

TEST(DiffEnums, a_default_from_a_value_that_goes_to_one_that_comes_is_taken_away_between) {
  EXPECT_EQ(told(with_values({"a", "b"}, "'a'"), with_values({"b", "c"}, "'c'")),
            (Lines{"alter_column posts.state (no default)", "replace_enum status (b, c)",
                   "alter_column posts.state (default 'c')"}));
}

TEST(DiffEnums, a_default_of_a_new_value_is_set_after_it_came) {
  EXPECT_EQ(told(with_values({"a"}, "'a'"), with_values({"a", "b"}, "'b'")),
            (Lines{"add_enum_value 'b' to status", "alter_column posts.state (default 'b')"}));
}

TEST(DiffEnums, what_says_a_value_that_goes_is_dropped_first_and_made_after) {
  const auto with = [](std::vector<std::string> values, const std::string& value) {
    schema::Schema schema = with_values(std::move(values));
    schema::Table& posts = *schema::find_table(schema, {"", "posts"});
    posts.checks.push_back({.name = "ck", .expression = "state <> '" + value + "'"});
    posts.indexes.push_back({.name = "ix",
                             .elements = {{.column = "state"}},
                             .where = "state = '" + value + "'::status"});
    posts.columns.push_back({.name = "is",
                             .type = {.kind = schema::TypeKind::boolean},
                             .nullable = true,
                             .generated = schema::Generated{"state = '" + value + "'"}});
    schema::sort(schema);
    return schema;
  };
  const Lines lines = told(with({"a", "b"}, "a"), with({"b", "c"}, "c"));
  const auto place = [&](const std::string& beginning) {
    return std::find_if(lines.begin(), lines.end(),
                        [&](const std::string& line) { return line.starts_with(beginning); }) -
           lines.begin();
  };
  EXPECT_LT(place("drop_index"), place("drop_column"));
  EXPECT_LT(place("drop_constraint"), place("replace_enum"));
  EXPECT_LT(place("drop_column"), place("replace_enum"));
  EXPECT_LT(place("replace_enum"), place("create_index"));
  EXPECT_LT(place("replace_enum"), place("add_column"));
}

TEST(DiffEnums, a_column_leaves_an_enum_before_it_goes) {
  const auto to = after(
      [](Operations& op) {
        op.alter_column("posts", "state", {.type = text});
        op.drop_enum("status");
      },
      shop());
  EXPECT_EQ(told(shop(), to), (Lines{"alter_column posts.state (type text)", "drop_enum status"}));
}

}  // namespace
}  // namespace limbeck::diff::enums_test
