#include <map>
#include <set>

#include "migrations/diff/renamed_values.h"
#include "tests/unit/diff/diffs.h"

namespace limbeck::diff::renames_test {
namespace {

const Name users{"", "users"};
const Name people{"", "people"};

schema::Schema table_of(std::vector<std::pair<std::string, schema::TypeKind>> columns,
                        const char* name = "t") {
  schema::Schema schema;
  auto& table = schema.tables.emplace_back();
  table.name.name = name;
  for (const auto& [column, kind] : columns)
    table.columns.push_back({.name = column, .type = {kind}, .nullable = true});
  return schema;
}
using Kind = schema::TypeKind;

TEST(DiffRenames, a_renamed_table_keeps_what_refers_to_it) {
  const auto to = after([](Operations& op) { op.rename_table("users", "people"); }, shop());
  EXPECT_EQ(told(shop(), to, {.renamed_tables = {{people, "users"}}}),
            Lines{"rename_table users to people"});
}

TEST(DiffRenames, a_renamed_column_keeps_its_keys_indexes_and_expressions) {
  const auto to = after(
      [](Operations& op) {
        op.rename_column("users", "id", "uid");
        op.rename_column("users", "age", "years");
      },
      shop());
  EXPECT_EQ(
      told(shop(), to, {.renamed_columns = {{{users, "uid"}, "id"}, {{users, "years"}, "age"}}}),
      (Lines{"rename_column users.age to years", "rename_column users.id to uid"}));
}

TEST(DiffRenames, a_renamed_thing_is_compared_under_its_new_name) {
  const auto to = after(
      [](Operations& op) {
        op.rename_table("users", "people");
        op.rename_column("people", "age", "years");
        op.alter_column("people", "years", {.type = bigint});
        op.rename_enum_value("status", "draft", "sketch");
        op.alter_column("posts", "state", {.server_default = "'published'"});
      },
      shop());
  EXPECT_EQ(told(shop(), to,
                 {.renamed_tables = {{people, "users"}},
                  .renamed_columns = {{{people, "years"}, "age"}},
                  .renamed_values = {{{Name{"", "status"}, "sketch"}, "draft"}}}),
            (Lines{"rename_table users to people", "rename_column people.age to years",
                   "rename_enum_value 'draft' of status to 'sketch'",
                   "alter_column people.years (type bigint)",
                   "alter_column posts.state (default 'published')"}));
}

TEST(DiffRenames, an_enum_is_renamed_together_with_its_values) {
  const auto to = after(
      [](Operations& op) {
        op.rename_enum("status", "state");
        op.rename_enum_value("state", "draft", "sketch");
        op.add_enum_value("state", "gone");
      },
      shop());
  EXPECT_EQ(told(shop(), to,
                 {.renamed_enums = {{{"", "state"}, "status"}},
                  .renamed_values = {{{Name{"", "state"}, "sketch"}, "draft"}}}),
            (Lines{"rename_enum status to state", "rename_enum_value 'draft' of state to 'sketch'",
                   "add_enum_value 'gone' to state"}));
}

TEST(DiffRenames, an_enum_that_looks_like_one_that_went_is_reported) {
  const auto to = after([](Operations& op) { op.rename_enum("status", "state"); }, shop());
  const auto likely = likely_renames(diff(shop(), to), shop(), to);
  ASSERT_EQ(likely.size(), 1u);
  EXPECT_EQ(likely[0].kind, LikelyRename::Kind::enumeration);
  EXPECT_EQ(to_string(likely[0].of), "state");
  EXPECT_EQ(likely[0].from, "status");
}

TEST(DiffRenames, without_a_hint_nothing_is_renamed) {
  EXPECT_EQ(told(table_of({{"a", Kind::text}}), table_of({{"b", Kind::text}})),
            (Lines{"add_column t.b", "drop_column t.a"}));
}

TEST(DiffRenames, a_spent_hint_is_ignored) {
  EXPECT_EQ(told(shop(), shop(),
                 {.renamed_tables = {{users, "members"}},
                  .renamed_columns = {{{users, "email"}, "mail"}}}),
            Lines{});
}

TEST(DiffRenames, a_hint_whose_new_name_is_there_is_spent_even_if_the_old_name_came_back) {
  const auto from = table_of({{"a", Kind::text}, {"b", Kind::text}});
  EXPECT_EQ(told(from, from, {.renamed_columns = {{{Name{"", "t"}, "b"}, "a"}}}), Lines{});
}

TEST(DiffRenames, a_chain_of_renames_runs_from_its_end) {
  EXPECT_EQ(told(table_of({{"a", Kind::text}, {"b", Kind::integer}}),
                 table_of({{"b", Kind::text}, {"c", Kind::integer}}),
                 {.renamed_columns = {{{Name{"", "t"}, "b"}, "a"}, {{Name{"", "t"}, "c"}, "b"}}}),
            (Lines{"rename_column t.b to c", "rename_column t.a to b"}));
}

TEST(DiffRenames, a_name_can_be_taken_again_by_something_new) {
  EXPECT_EQ(told(table_of({{"a", Kind::text}}), table_of({{"a", Kind::uuid}, {"b", Kind::text}}),
                 {.renamed_columns = {{{Name{"", "t"}, "b"}, "a"}}}),
            (Lines{"rename_column t.a to b", "add_column t.a"}));
}

TEST(DiffRenames, columns_that_swap_their_names_go_through_a_third) {
  const Hints hints{.renamed_columns = {{{Name{"", "t"}, "b"}, "a"}, {{Name{"", "t"}, "a"}, "b"}}};
  EXPECT_EQ(told(table_of({{"a", Kind::text}, {"b", Kind::integer}}),
                 table_of({{"a", Kind::integer}, {"b", Kind::text}}), hints),
            (Lines{"rename_column t.a to a_renamed", "rename_column t.b to a",
                   "rename_column t.a_renamed to b"}));
}

TEST(DiffRenames, a_swap_that_was_made_is_not_made_again) {
  const Hints hints{.renamed_columns = {{{Name{"", "t"}, "b"}, "a"}, {{Name{"", "t"}, "a"}, "b"}}};
  const auto swapped = table_of({{"a", Kind::integer}, {"b", Kind::text}});
  EXPECT_EQ(told(swapped, swapped, hints), Lines{});
}

// With what the history has renamed: path → names it was called by.
Hints in_history(Hints hints, std::map<std::string, std::set<std::string>> former_names) {
  hints.former_names = std::move(former_names);
  return hints;
}
std::vector<Finding> doubts(const schema::Schema& schema, const schema::Schema& to,
                            const Hints& hints) {
  std::vector<Finding> found;
  EXPECT_TRUE(diff(schema, to, hints, found).empty());
  return found;
}
Lines described(const schema::Schema& from, const schema::Schema& to, const Hints& hints) {
  Lines lines;
  std::vector<Finding> found;
  for (const auto& operation : diff(from, to, hints, found))
    lines.push_back(operations::describe(operation));
  EXPECT_TRUE(found.empty());
  return lines;
}
const Hints swap_of_a_and_b{
    .renamed_columns = {{{Name{"", "t"}, "b"}, "a"}, {{Name{"", "t"}, "a"}, "b"}}};

TEST(DiffRenames, alike_columns_that_exchange_names_are_reported_where_no_history_is_known) {
  const auto same = table_of({{"a", Kind::text}, {"b", Kind::text}});
  const auto found = doubts(same, same, swap_of_a_and_b);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].severity, findings::Severity::error);
  EXPECT_EQ(found[0].path, "tables/t/columns/b");
  EXPECT_NE(found[0].message.find("rename_column"), std::string::npos);
}

TEST(DiffRenames, alike_columns_exchange_names_where_the_history_has_not_done_it) {
  const auto same = table_of({{"a", Kind::text}, {"b", Kind::text}, {"c", Kind::text}});
  EXPECT_EQ(described(same, same, in_history(swap_of_a_and_b, {})),
            (Lines{"rename_column t.a to a_renamed", "rename_column t.b to a",
                   "rename_column t.a_renamed to b"}));
  // Three, and another rename in the same change.
  const Hints three{.renamed_columns = {{{Name{"", "t"}, "a"}, "c"},
                                        {{Name{"", "t"}, "b"}, "a"},
                                        {{Name{"", "t"}, "c"}, "b"},
                                        {{Name{"", "t"}, "e"}, "d"}}};
  EXPECT_EQ(
      described(
          table_of({{"a", Kind::text}, {"b", Kind::text}, {"c", Kind::text}, {"d", Kind::text}}),
          table_of({{"a", Kind::text}, {"b", Kind::text}, {"c", Kind::text}, {"e", Kind::text}}),
          in_history(three, {})),
      (Lines{"rename_column t.d to e", "rename_column t.a to a_renamed", "rename_column t.c to a",
             "rename_column t.b to c", "rename_column t.a_renamed to b"}));
}

TEST(DiffRenames, an_exchange_that_the_history_has_done_is_only_warned_of) {
  const auto same = table_of({{"a", Kind::text}, {"b", Kind::text}});
  const auto found = doubts(same, same,
                            in_history(swap_of_a_and_b, {{"tables/t/columns/a", {"b", "x"}},
                                                         {"tables/t/columns/b", {"a"}}}));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_NE(found[0].severity, findings::Severity::error);
}

TEST(DiffRenames, half_an_exchange_in_the_history_is_reported) {
  const auto same = table_of({{"a", Kind::text}, {"b", Kind::text}});
  const auto found =
      doubts(same, same, in_history(swap_of_a_and_b, {{"tables/t/columns/a", {"b"}}}));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].severity, findings::Severity::error);
}

TEST(DiffRenames, a_new_name_that_is_taken_is_reported_where_the_history_has_not_renamed) {
  const auto same = table_of({{"a", Kind::text}, {"b", Kind::text}});
  const Hints hints{.renamed_columns = {{{Name{"", "t"}, "b"}, "a"}}};
  const auto found = doubts(same, same, in_history(hints, {}));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].severity, findings::Severity::error);
  EXPECT_TRUE(doubts(same, same, in_history(hints, {{"tables/t/columns/b", {"a"}}})).empty());
}

TEST(DiffRenames, alike_tables_and_values_exchange_names_by_the_history) {
  schema::Schema both = table_of({{"x", Kind::text}}, "a");
  both.tables.push_back(table_of({{"x", Kind::text}}, "b").tables[0]);
  both.enums = {{.name = {"", "e"}, .values = {"one", "two"}}};
  Hints hints{.renamed_tables = {{Name{"", "a"}, "b"}, {Name{"", "b"}, "a"}}};
  EXPECT_EQ(
      described(both, both, in_history(hints, {})),
      (Lines{"rename_table a to a_renamed", "rename_table b to a", "rename_table a_renamed to b"}));
  EXPECT_EQ(
      doubts(both, both, in_history(hints, {{"tables/a", {"b"}}, {"tables/b", {"a"}}})).size(), 1U);
  hints = {.renamed_values = {{{Name{"", "e"}, "one"}, "two"}, {{Name{"", "e"}, "two"}, "one"}}};
  const Lines lines = described(both, both, in_history(hints, {}));
  ASSERT_EQ(lines.size(), 4U);  // and their old order
  EXPECT_EQ(lines[0], "rename_enum_value 'one' of e to 'one_renamed'");
  EXPECT_EQ(
      doubts(both, both,
             in_history(hints, {{"enums/e/values/one", {"two"}}, {"enums/e/values/two", {"one"}}}))
          .size(),
      1U);
}

TEST(DiffRenames, tables_that_swap_their_names_go_through_a_third) {
  schema::Schema from = table_of({{"x", Kind::text}}, "a");
  from.tables.push_back(table_of({{"y", Kind::text}}, "b").tables[0]);
  schema::Schema to = table_of({{"y", Kind::text}}, "a");
  to.tables.push_back(table_of({{"x", Kind::text}}, "b").tables[0]);
  EXPECT_EQ(
      told(from, to, {.renamed_tables = {{Name{"", "a"}, "b"}, {Name{"", "b"}, "a"}}}),
      (Lines{"rename_table a to a_renamed", "rename_table b to a", "rename_table a_renamed to b"}));
}

TEST(DiffRenames, three_columns_can_go_round) {
  const Hints hints{.renamed_columns = {{{Name{"", "t"}, "b"}, "a"},
                                        {{Name{"", "t"}, "c"}, "b"},
                                        {{Name{"", "t"}, "a"}, "c"}}};
  EXPECT_EQ(told(table_of({{"a", Kind::text}, {"b", Kind::integer}, {"c", Kind::uuid}}),
                 table_of({{"b", Kind::text}, {"c", Kind::integer}, {"a", Kind::uuid}}), hints),
            (Lines{"rename_column t.a to a_renamed", "rename_column t.c to a",
                   "rename_column t.b to c", "rename_column t.a_renamed to b"}));
}

TEST(DiffRenames, one_old_name_has_one_new_name) {
  EXPECT_EQ(told(table_of({{"a", Kind::text}}), table_of({{"b", Kind::text}, {"c", Kind::text}}),
                 {.renamed_columns = {{{Name{"", "t"}, "b"}, "a"}, {{Name{"", "t"}, "c"}, "a"}}}),
            (Lines{"rename_column t.a to b", "add_column t.c"}));
}

TEST(DiffRenames, a_table_can_get_the_name_of_an_index_that_goes) {
  const auto from = after(
      [](Operations& op) {
        op.create_index("people", "users", {"name"}, {.unique = true});
        op.create_foreign_key(
            "posts",
            {.name = "fk", .columns = {"body"}, .ref_table = "users", .ref_columns = {"name"}});
      },
      shop());
  const auto to = after(
      [](Operations& op) {
        op.drop_constraint("fk", "posts");
        op.drop_index("people", "users");
        op.rename_table("users", "people");
      },
      from);
  EXPECT_EQ(told(from, to, {.renamed_tables = {{people, "users"}}}).size(), 5U);
}

// Orders with a size that is an enum kept as text: its check says which values there are.
schema::Schema sizes(const std::vector<std::string>& values) {
  schema::Schema schema = table_of({{"size", Kind::varchar}});
  std::size_t longest = 0;
  std::string list;
  for (const std::string& value : values) {
    longest = std::max(longest, value.size());
    list += (list.empty() ? "'" : ", '") + value + "'";
  }
  schema.tables[0].columns[0].type.length = static_cast<int>(longest);
  schema.tables[0].checks = {{.name = "ck_t_size", .expression = "size IN (" + list + ")"}};
  return schema;
}
const std::pair<Name, std::string> size_of_t{{"", "t"}, "size"};

std::string using_of(const schema::Schema& from, const schema::Schema& to, const Hints& hints) {
  for (const auto& operation : diff(from, to, hints)) {
    if (const auto* alter = std::get_if<operations::AlterColumn>(&operation.value))
      return alter->using_expression;
  }
  return {};
}

TEST(DiffRenames, a_value_of_an_enum_kept_as_text_is_renamed_between_the_old_check_and_the_new) {
  const Hints hints{.renamed_texts = {{size_of_t, {{"huge", "large"}}}}};
  EXPECT_EQ(told(sizes({"small", "large"}), sizes({"small", "huge"}), hints),
            (Lines{"drop_constraint ck_t_size on t", "alter_column t.size (type varchar(5))",
                   "create_check_constraint ck_t_size on t"}));
  EXPECT_EQ(using_of(sizes({"small", "large"}), sizes({"small", "huge"}), hints),
            "CASE size WHEN 'large' THEN 'huge' ELSE size END");
}

TEST(DiffRenames, values_of_text_are_renamed_at_once_and_only_once) {
  const Hints hints{.renamed_texts = {{size_of_t, {{"l", "m"}, {"m", "s"}}}}};
  EXPECT_EQ(using_of(sizes({"s", "m"}), sizes({"m", "l"}), hints),
            "CASE size WHEN 'm' THEN 'l' WHEN 's' THEN 'm' ELSE size END");
  EXPECT_EQ(using_of(sizes({"m", "l"}), sizes({"m", "l"}), hints), "");
  EXPECT_EQ(using_of(sizes({"m", "l"}), sizes({"m", "l", "xl"}), hints), "");
}

std::vector<std::string> likely(const schema::Schema& from, const schema::Schema& to) {
  std::vector<std::string> lines;
  for (const auto& rename : likely_renames(diff(from, to), from, to)) {
    lines.push_back(to_string(rename.of) + (rename.name.empty() ? "" : "." + rename.name) +
                    " was " + rename.from);
  }
  return lines;
}

TEST(LikelyRenames, a_dropped_and_an_added_column_alike_in_all_but_name) {
  EXPECT_EQ(likely(table_of({{"a", Kind::text}, {"n", Kind::integer}}),
                   table_of({{"b", Kind::text}, {"m", Kind::uuid}})),
            Lines{"t.b was a"});
}

TEST(LikelyRenames, more_than_one_candidate_is_none) {
  EXPECT_EQ(likely(table_of({{"a", Kind::text}, {"b", Kind::text}}), table_of({{"c", Kind::text}})),
            Lines{});
  EXPECT_EQ(likely(table_of({{"a", Kind::text}}), table_of({{"b", Kind::text}, {"c", Kind::text}})),
            Lines{});
}

TEST(LikelyRenames, a_dropped_and_a_new_table_with_mostly_the_same_columns) {
  EXPECT_EQ(
      likely(table_of({{"a", Kind::text}, {"b", Kind::text}, {"c", Kind::text}, {"d", Kind::text}},
                      "old"),
             table_of({{"a", Kind::text}, {"b", Kind::text}, {"c", Kind::text}, {"e", Kind::text}},
                      "new")),
      Lines{"new was old"});
  EXPECT_EQ(likely(table_of({{"a", Kind::text}, {"b", Kind::text}}, "old"),
                   table_of({{"a", Kind::text}, {"c", Kind::text}}, "new")),
            Lines{});
}

schema::Schema enum_of(std::vector<std::string> values) {
  schema::Schema schema;
  schema.enums.push_back({{"", "state"}, std::move(values), {}});
  return schema;
}

TEST(LikelyRenames, values_that_stand_where_others_stood) {
  const auto from = enum_of({"open", "closed", "late"});
  EXPECT_EQ(likely(from, enum_of({"open", "shut", "late"})), Lines{"state.shut was closed"});
  EXPECT_EQ(likely(from, enum_of({"new", "shut", "late"})),
            (Lines{"state.new was open", "state.shut was closed"}));
  EXPECT_EQ(likely(from, enum_of({"open", "shut"})), Lines{});
  EXPECT_EQ(likely(from, enum_of({"late", "shut", "open"})), Lines{});
}

TEST(LikelyRenames, a_value_beside_one_that_is_renamed) {
  const auto from = enum_of({"open", "closed"});
  const auto to = enum_of({"new", "shut"});
  const auto renames = likely_renames(
      diff(from, to, {.renamed_values = {{{Name{"", "state"}, "new"}, "open"}}}), from, to);
  ASSERT_EQ(renames.size(), 1U);
  EXPECT_EQ(renames.front().name, "shut");
  EXPECT_EQ(renames.front().from, "closed");
}

TEST(LikelyRenames, a_check_lists_values_in_one_form_only) {
  const ListedValues listed = listed_values("\"order\" in ('a', 'it''s', ',')");
  EXPECT_EQ(listed.column, "order");
  EXPECT_EQ(listed.values, (Values{"a", "it's", ","}));
  for (const char* other : {"", "size IN ()", "size IN ('a',)", "size IN ('a' 'b')", "size IN (1)",
                            "size IN ('a') AND x", "NOT size IN ('a')", "size = 'a'"}) {
    EXPECT_TRUE(listed_values(other).values.empty()) << other;
  }
}

TEST(LikelyRenames, what_was_renamed_is_not_reported) {
  const auto from = table_of({{"a", Kind::text}});
  const auto to = table_of({{"b", Kind::text}});
  EXPECT_TRUE(
      likely_renames(diff(from, to, {.renamed_columns = {{{Name{"", "t"}, "b"}, "a"}}}), from, to)
          .empty());
}

}  // namespace
}  // namespace limbeck::diff::renames_test
