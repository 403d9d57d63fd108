#include "migrations/schema/filter.h"

#include <gtest/gtest.h>

#include <random>

namespace limbeck::schema::filter_test {
namespace {

bool ignoring_case(std::string_view pattern, std::string_view text) {
  return matches(pattern, text, LetterCase::ignored);
}

TEST(Filter, a_pattern_is_for_the_whole_name) {
  EXPECT_TRUE(matches("users", "users"));
  EXPECT_FALSE(matches("user", "users"));
  EXPECT_FALSE(matches("sers", "users"));
  EXPECT_FALSE(matches("users", "user"));
}

TEST(Filter, a_star_stands_for_any_characters_or_none) {
  for (const char* text : {"tmp_", "tmp_a", "tmp_a_b"}) EXPECT_TRUE(matches("tmp_*", text)) << text;
  EXPECT_FALSE(matches("tmp_*", "tmp"));
  EXPECT_FALSE(matches("tmp_*", "my_tmp_a"));
  EXPECT_TRUE(matches("*", ""));
  EXPECT_TRUE(matches("*_log_*", "a_log_log_b"));
  EXPECT_TRUE(matches("a*b*c", "aXbXbXc"));
  EXPECT_FALSE(matches("a*b*c", "aXbXbX"));
  EXPECT_TRUE(matches("**a**", "a"));
}

TEST(Filter, a_question_mark_stands_for_one_character_of_utf8) {
  EXPECT_TRUE(matches("t?p", "tmp"));
  EXPECT_TRUE(matches("t?p", "täp"));
  EXPECT_TRUE(matches("t?p", "t語p"));
  EXPECT_TRUE(matches("t?p", "t😀p"));
  EXPECT_FALSE(matches("t?p", "tp"));
  EXPECT_FALSE(matches("t??p", "täp"));
  // What is no UTF-8 is a character a byte.
  EXPECT_TRUE(matches("t??p", "t\xc3\x28p"));
  EXPECT_TRUE(matches("t?", "t\xe8"));
}

TEST(Filter, brackets_stand_for_one_character_of_a_set) {
  EXPECT_TRUE(matches("log_[0-9]", "log_7"));
  EXPECT_FALSE(matches("log_[0-9]", "log_a"));
  EXPECT_FALSE(matches("log_[0-9]", "log_77"));
  EXPECT_TRUE(matches("[abc]x[!abc]", "bxd"));
  EXPECT_TRUE(matches("[^abc]", "d"));
  EXPECT_FALSE(matches("[!abc]", "b"));
  EXPECT_FALSE(matches("[!abc]", ""));
  EXPECT_TRUE(matches("[ä-ü]", "ö"));
  EXPECT_TRUE(matches("*[0-9][0-9]", "log_2024"));
}

TEST(Filter, whatever_is_special_stands_for_itself_between_brackets) {
  EXPECT_TRUE(matches("a[*]b", "a*b"));
  EXPECT_FALSE(matches("a[*]b", "axb"));
  EXPECT_TRUE(matches("a[?]", "a?"));
  EXPECT_TRUE(matches("a[[]", "a["));
  EXPECT_TRUE(matches("a[]]", "a]"));
  EXPECT_TRUE(matches("a[!]]", "ab"));
  EXPECT_FALSE(matches("a[!]]", "a]"));
  EXPECT_TRUE(matches("a[a-]", "a-"));
  EXPECT_TRUE(matches("a[-a]", "a-"));
  // A backslash is a character like any other.
  EXPECT_TRUE(matches("a\\*", "a\\b"));
  EXPECT_FALSE(matches("a\\*", "a*"));
}

TEST(Filter, case_counts_unless_it_is_ignored) {
  EXPECT_FALSE(matches("Users", "users"));
  EXPECT_TRUE(ignoring_case("Users", "uSERS"));
  EXPECT_TRUE(ignoring_case("[a-c]*", "Bee"));
  EXPECT_TRUE(ignoring_case("[A-C]*", "bee"));
  EXPECT_FALSE(ignoring_case("[!a-c]*", "Bee"));
  // As SQLite, for letters of ASCII alone.
  EXPECT_FALSE(ignoring_case("ä", "Ä"));
  EXPECT_FALSE(ignoring_case("[z-|]", "["));
  EXPECT_TRUE(ignoring_case("a_b", "A_B"));
}

TEST(Filter, many_stars_take_no_exponential_time) {
  const std::string text(3000, 'a');
  std::string pattern;
  for (int i = 0; i < 200; ++i) pattern += "a*";
  EXPECT_FALSE(matches(pattern + "b", text));
  EXPECT_TRUE(matches(pattern, text));
}

// As is plain from the definition, and slow.
bool matches_by_definition(std::string_view pattern, std::string_view text) {
  if (pattern.empty()) return text.empty();
  if (pattern[0] == '*') {
    return matches_by_definition(pattern.substr(1), text) ||
           (!text.empty() && matches_by_definition(pattern, text.substr(1)));
  }
  if (text.empty()) return false;
  if (pattern.starts_with("[ab]"))
    return (text[0] == 'a' || text[0] == 'b') &&
           matches_by_definition(pattern.substr(4), text.substr(1));
  return (pattern[0] == '?' || pattern[0] == text[0]) &&
         matches_by_definition(pattern.substr(1), text.substr(1));
}

TEST(Filter, short_patterns_mean_what_their_definition_says) {
  std::mt19937 random(7);
  const std::vector<std::string> parts = {"a", "b", "c", "*", "?", "[ab]"};
  int matched = 0;
  for (int run = 0; run < 20000; ++run) {
    std::string pattern, text;
    for (unsigned i = random() % 6; i > 0; --i) pattern += parts[random() % parts.size()];
    for (unsigned i = random() % 6; i > 0; --i) text += static_cast<char>('a' + random() % 3);
    const bool expected = matches_by_definition(pattern, text);
    ASSERT_EQ(matches(pattern, text), expected) << pattern << " for " << text;
    matched += expected ? 1 : 0;
  }
  EXPECT_GT(matched, 1000);
}

TEST(Filter, without_a_dot_a_pattern_is_for_the_name_in_every_schema) {
  for (const Name& name : {Name{"", "tmp_a"}, Name{"audit", "tmp_a"}, Name{"a.b", "tmp_a"}})
    EXPECT_TRUE(matches("tmp_*", name, "public", LetterCase::counts)) << to_string(name);
  EXPECT_TRUE(matches("*", {"audit", "a.b"}, "public", LetterCase::counts));
}

TEST(Filter, with_a_dot_a_pattern_is_for_schema_and_name) {
  const auto fits = [](std::string_view pattern, const Name& name) {
    return matches(pattern, name, "public", LetterCase::counts);
  };
  EXPECT_TRUE(fits("audit.*", {"audit", "log"}));
  EXPECT_FALSE(fits("audit.*", {"", "audit"}));
  EXPECT_FALSE(fits("audit.*", {"", "log"}));
  EXPECT_TRUE(fits("public.log", {"", "log"}));
  EXPECT_FALSE(fits("public.log", {"audit", "log"}));
  EXPECT_TRUE(fits("*.log", {"", "log"}));
  EXPECT_TRUE(fits("tenant_?.users", {"tenant_1", "users"}));
  // A star of the schema's ends at the dot, and a dot between brackets is the name's.
  EXPECT_FALSE(fits("a*.c", {"x", "a.c"}));
  EXPECT_TRUE(fits("a[.]c", {"x", "a.c"}));
  EXPECT_TRUE(fits("s[.]t.a[.]c", {"s.t", "a.c"}));
  EXPECT_TRUE(matches("MAIN.Log", {"", "log"}, "main", LetterCase::ignored));
}

TEST(Filter, what_is_wrong_with_a_pattern_is_reported) {
  const auto problem = [](std::string_view pattern) {
    return problem_of_name_pattern(pattern).value_or("nothing");
  };
  EXPECT_EQ(problem(""), "is empty");
  for (const char* open : {"a[", "[", "a[]", "a[!]", "a[^]", "x.a[b", "a[b.c"}) {
    EXPECT_EQ(problem(open), "has a '[' without its ']'; [[] stands for the character itself")
        << open;
  }
  EXPECT_EQ(problem("a[z-a]"), "has a range that ends before it starts: [z-a]");
  EXPECT_EQ(problem("a[!z-a]"), "has a range that ends before it starts: [!z-a]");
  EXPECT_EQ(problem(".a"), "has no schema before its dot; *. stands for any");
  EXPECT_EQ(problem("a."), "has no name behind its dot; .* stands for all");
  EXPECT_EQ(problem("a.b.c"), "has more than one dot; [.] stands for one in a name");
  for (const char* fine : {"a", "*", "a.b", "*.*", "a[.]b", "a[.]b.c", "[]]", "[!]]", "[[]", "a]",
                           "[a-]", "[0-9a-f]", "tmp ü"})
    EXPECT_EQ(problem(fine), "nothing") << fine;
}

TEST(Filter, the_first_bad_pattern_is_reported_with_where_it_is_written) {
  EXPECT_EQ((Filter{.exclude = {"a"}, .schemas = {"b"}}).problem("--a", "--b"), std::nullopt);
  EXPECT_EQ((Filter{.exclude = {"a", ""}, .schemas = {"."}}).problem("--a", "--b"),
            "--a: the pattern '' is empty");
  EXPECT_EQ((Filter{.exclude = {}, .schemas = {"a", ""}}).problem("--a", "--b"),
            "--b: the pattern '' is empty");
}

TEST(Filter, a_pattern_for_schemas_has_no_dot) {
  EXPECT_EQ(problem_of_schema_pattern("a.b"),
            "has a dot, and is for a schema alone; [.] stands for a dot in its name");
  EXPECT_EQ(problem_of_schema_pattern(""), "is empty");
  EXPECT_NE(problem_of_schema_pattern("a["), std::nullopt);
  EXPECT_EQ(problem_of_schema_pattern("tenant_*"), std::nullopt);
  EXPECT_EQ(problem_of_schema_pattern("a[.]b"), std::nullopt);
}

TEST(Filter, names_the_pattern_that_excludes) {
  const Filter filter{.exclude = {"x", "tmp_*", "*"}, .schemas = {}};
  const std::string* found = filter.excluding({"", "tmp_a"}, "public", LetterCase::counts);
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(*found, "tmp_*");
  EXPECT_EQ(Filter{}.excluding({"", "a"}, "public", LetterCase::counts), nullptr);
}

// The pattern of those in `exclude` by which the part is others'; empty where none is.
std::string excluding(std::vector<std::string> exclude, Part part, const Name& table,
                      std::string_view name, LetterCase letters = LetterCase::counts) {
  const Filter filter{.exclude = std::move(exclude), .schemas = {}};
  const std::string* found = filter.excluding(part, table, name, "public", letters);
  return found == nullptr ? "" : *found;
}

TEST(Filter, a_pattern_that_starts_with_a_kind_is_for_parts_of_tables) {
  for (const auto& [part, word] :
       std::vector<std::pair<Part, std::string>>{{Part::column, "column"},
                                                 {Part::constraint, "constraint"},
                                                 {Part::index, "index"},
                                                 {Part::trigger, "trigger"}}) {
    EXPECT_EQ(excluding({word + ":dba_*"}, part, {"", "users"}, "dba_x"), word + ":dba_*");
    EXPECT_EQ(excluding({word + ":dba_*"}, part, {"", "users"}, "x"), "");
    for (const Part other : {Part::column, Part::constraint, Part::index, Part::trigger}) {
      if (other != part) {
        EXPECT_EQ(excluding({word + ":*"}, other, {"", "users"}, "a"), "") << word;
      }
    }
    // Neither is one for names, nor one for names for parts.
    EXPECT_EQ((Filter{.exclude = {word + ":*"}, .schemas = {}}.excluding(
                  {"", word + ":a"}, "public", LetterCase::counts)),
              nullptr);
    EXPECT_EQ(excluding({"*"}, part, {"", "users"}, "a"), "");
  }
}

TEST(Filter, with_dots_a_pattern_for_parts_is_for_the_table_and_its_schema_too) {
  const auto fits = [](const std::string& pattern, const Name& table, std::string_view name) {
    return !excluding({pattern}, Part::column, table, name).empty();
  };
  EXPECT_TRUE(fits("column:users.old_*", {"", "users"}, "old_a"));
  EXPECT_TRUE(fits("column:users.old_*", {"audit", "users"}, "old_a"));
  EXPECT_FALSE(fits("column:users.old_*", {"", "posts"}, "old_a"));
  EXPECT_TRUE(fits("column:audit.*.old_*", {"audit", "users"}, "old_a"));
  EXPECT_FALSE(fits("column:audit.*.old_*", {"", "users"}, "old_a"));
  EXPECT_TRUE(fits("column:public.users.a", {"", "users"}, "a"));
  EXPECT_TRUE(fits("column:a[.]b.c[.]d", {"", "a.b"}, "c.d"));
  EXPECT_TRUE(fits("column:a[:]b", {"", "t"}, "a:b"));
  EXPECT_NE(
      excluding({"index:USERS.DBA_*"}, Part::index, {"", "users"}, "dba_a", LetterCase::ignored),
      "");
}

TEST(Filter, what_is_wrong_with_a_pattern_for_parts_is_reported) {
  const auto problem = [](std::string_view pattern) {
    return problem_of_name_pattern(pattern).value_or("nothing");
  };
  EXPECT_EQ(problem("indx:a"),
            "starts with 'indx:', which is not column:, constraint:, index: or trigger:; did you "
            "mean 'index:'?; [:] stands for a colon in a name");
  EXPECT_NE(problem(":a"), "nothing");
  EXPECT_EQ(problem("index:"), "has no name behind 'index:'; * stands for all");
  EXPECT_EQ(problem("index:a."), "has no name behind its last dot; .* stands for all");
  EXPECT_EQ(problem("index:.a"), "has no table before its dot; *. stands for any");
  EXPECT_EQ(problem("index:.t.a"), "has no schema before its dot; *. stands for any");
  EXPECT_EQ(problem("index:a.b.c.d"),
            "has more than two dots: schema, table and name; [.] stands for one in a name");
  EXPECT_EQ(problem("index:a["), "has a '[' without its ']'; [[] stands for the character itself");
  for (const char* fine : {"index:a", "index:*", "trigger:t.a", "column:s.t.a", "constraint:[.].a",
                           "a[:]b", "column:a[:]b"})
    EXPECT_EQ(problem(fine), "nothing") << fine;
}

TEST(Filter, includes_every_schema_where_none_is_said) {
  EXPECT_TRUE(Filter{}.includes_schema("audit", LetterCase::counts));
  const Filter filter{.exclude = {}, .schemas = {"shop", "tenant_*"}};
  EXPECT_TRUE(filter.includes_schema("tenant_a", LetterCase::counts));
  EXPECT_FALSE(filter.includes_schema("public", LetterCase::counts));
}

}  // namespace
}  // namespace limbeck::schema::filter_test
