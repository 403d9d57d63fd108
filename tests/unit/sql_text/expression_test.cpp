#include "migrations/sql_text/expression.h"

#include <gtest/gtest.h>

#include <random>

#include "migrations/schema/canonical.h"

namespace limbeck::sql_text::expression_test {
namespace {

using schema::canonical_default;
using schema::parse_type;

std::string renamed(std::string_view expression, std::string_view from = "a",
                    std::string_view to = "b") {
  return rename_column_in(expression, from, to);
}

TEST(Expression, renaming_a_column_changes_references_only) {
  EXPECT_EQ(renamed("a > 0 AND aa > 0"), "b > 0 AND aa > 0");
  EXPECT_EQ(renamed("A>0/*a*/ -- a\nOR (a)"), "b>0/*a*/ -- a\nOR (b)");
  EXPECT_EQ(renamed("a = 'a' OR a = 'it''s a'"), "b = 'a' OR b = 'it''s a'");
  EXPECT_EQ(renamed("a(a)"), "a(b)");
  EXPECT_EQ(renamed("t.a > a.x"), "t.b > a.x");
  EXPECT_EQ(renamed("a COLLATE a"), "b COLLATE a");
  EXPECT_EQ(renamed("CAST(a AS a) + a"), "CAST(b AS a) + b");
  EXPECT_EQ(renamed("CAST(x AS numeric(10, 2)) + a"), "CAST(x AS numeric(10, 2)) + b");
  EXPECT_EQ(renamed("a::a"), "b::a");
  EXPECT_EQ(renamed("x'a' || a"), "x'a' || b");
  EXPECT_EQ(renamed("$$a$$ || $t$ a $t$ || a"), "$$a$$ || $t$ a $t$ || b");
  EXPECT_EQ(renamed("E'\\'a' || a"), "E'\\'a' || b");
}

TEST(Expression, a_quoted_reference_keeps_its_quotes) {
  EXPECT_EQ(renamed("\"a\" > 0"), "\"b\" > 0");
  EXPECT_EQ(renamed("[a] > 0 AND `a` < 1"), "[b] > 0 AND `b` < 1");
  EXPECT_EQ(renamed("\"a\" > 0", "a", "the \"b\""), "\"the \"\"b\"\"\" > 0");
  EXPECT_EQ(renamed("\"the \"\"a\"\"\" > 0", "the \"a\"", "b"), "\"b\" > 0");
  EXPECT_EQ(renamed("[a] > 0", "a", "b]c"), "\"b]c\" > 0");
}

TEST(Expression, a_bare_reference_is_quoted_when_the_new_name_needs_it) {
  EXPECT_EQ(renamed("a > 0", "a", "order"), "\"order\" > 0");
  EXPECT_EQ(renamed("a > 0", "a", "Größe"), "\"Größe\" > 0");
  EXPECT_EQ(renamed("a > 0", "a", "B"), "\"B\" > 0");
}

TEST(Expression, a_renamed_reference_never_becomes_one_token_with_its_neighbour) {
  EXPECT_EQ(rename_column_in("a\"x\"", "a", "b c"), "\"b c\" \"x\"");
  EXPECT_EQ(rename_column_in("\"x\"a", "a", "b c"), "\"x\" \"b c\"");
  EXPECT_EQ(rename_column_in("a&\"x\"", "a", "u"), "u &\"x\"");
  EXPECT_EQ(rename_column_in("a+b", "a", "u"), "u+b");
}

// All were quadratic: minutes for these.
TEST(Expression, takes_time_in_proportion_to_its_length) {
  std::string names, comments;
  for (int i = 0; i < 30'000; ++i) names += "\"a\"+";
  for (int i = 0; i < 200'000; ++i) comments += "/*";
  EXPECT_EQ(rename_column_in(names, "a", "b").size(), names.size());
  EXPECT_EQ(without_needless_quotes(names).size(), names.size() - 60'000);
  std::size_t size = 0;
  for (const Token& token : lex(comments)) size += token.text.size();
  EXPECT_EQ(size, comments.size());
  EXPECT_EQ(lex(std::string(100'000, '[')).size(), 100'000U);
  EXPECT_EQ(lex("x" + std::string(100'000, '[') + "]").size(), 100'002U);
  std::string tags, casts;
  for (int i = 0; i < 30'000; ++i) tags += "$a" + std::to_string(i) + "$ ";
  EXPECT_EQ(lex(tags).size(), 90'000U);
  const std::string open(100'000, '('), closed(100'000, ')');
  EXPECT_EQ(canonical_sql(open + "a" + closed), "a");
  for (int i = 0; i < 30'000; ++i) casts += "[]";
  EXPECT_EQ(canonical_default(parse_type("text"), "'a'::text" + casts).size(), 3U + 8U + 120'000U);
}

TEST(Expression, brackets_around_all_of_it_do_not_count) {
  EXPECT_EQ(canonical_sql("((a))"), "a");
  EXPECT_EQ(canonical_sql("((a) + (b))"), "( a ) + ( b )");
  EXPECT_EQ(canonical_sql("((a, b))"), "( a , b )");
  EXPECT_EQ(canonical_sql("(f(a, b))"), "f ( a , b )");
  EXPECT_EQ(canonical_sql("(())"), "( )");
  for (const char* unbalanced : {"( ( a )", "( a ) )", ") a (", "( a ) + ( b )", "(", ")"})
    EXPECT_EQ(canonical_sql(unbalanced), unbalanced);
}

TEST(Expression, a_text_between_tags_ends_at_the_next_of_them) {
  const auto texts = [](std::string_view sql) {
    std::string found;
    for (const Token& token : lex(sql)) {
      if (token.kind == Token::Kind::string) found.append(token.text).append("|");
    }
    return found;
  };
  EXPECT_EQ(texts("$$a$$ $a$ $$ $a$ $a$"), "$$a$$|$a$ $$ $a$|");
  EXPECT_EQ(texts("$a$a$ $$$ $$"), "$$$ $$|");
  EXPECT_EQ(texts("$b$ $a$$b$ $a$"), "$b$ $a$$b$|");
}

TEST(Expression, quotes_that_a_name_does_not_need_can_be_left_out) {
  EXPECT_EQ(without_needless_quotes("\"a\" > 0 AND [b]<`c`"), "a > 0 AND b<c");
  EXPECT_EQ(without_needless_quotes("\"A\" > \"order\" + 'x'"), "\"A\" > \"order\" + 'x'");
  EXPECT_EQ(without_needless_quotes(rename_column_in(renamed("a > 0", "a", "B c"), "B c", "a")),
            "a > 0");
}

TEST(Expression, keywords_and_phrases_are_no_columns) {
  EXPECT_EQ(renamed("CASE WHEN end > 0 THEN 1 END", "end", "b"), "CASE WHEN b > 0 THEN 1 END");
  EXPECT_EQ(renamed("end > start", "end", "b"), "b > start");
  EXPECT_EQ(renamed("date > date '2020-01-01'", "date", "b"), "b > date '2020-01-01'");
  EXPECT_EQ(renamed("ts AT TIME ZONE zone", "time", "b"), "ts AT TIME ZONE zone");
  EXPECT_EQ(renamed("extract(year FROM year)", "year", "b"), "extract(year FROM b)");
  EXPECT_EQ(renamed("x IS NOT NULL", "null", "b"), "x IS NOT NULL");
  EXPECT_EQ(renamed("\"null\" IS NOT NULL", "null", "b"), "\"b\" IS NOT NULL");
}

TEST(Expression, an_array_subscript_is_an_expression) {
  EXPECT_EQ(renamed("xs[a] > 0"), "xs[b] > 0");
  EXPECT_EQ(renamed("x = ANY (ARRAY[a, 'a'])"), "x = ANY (ARRAY[b, 'a'])");
}

TEST(Expression, columns_that_differ_in_case_are_distinguished) {
  const std::vector<std::string> columns{"a", "A"};
  EXPECT_EQ(rename_column_in("\"A\" > a", "a", "b", columns), "\"A\" > b");
  EXPECT_EQ(rename_column_in("\"A\" > A", "A", "b", columns), "\"b\" > A");
  EXPECT_TRUE(mentions_column("\"A\" > 0", "a", {"a"}));
  EXPECT_FALSE(mentions_column("\"A\" > 0", "a", columns));
}

TEST(Expression, renaming_a_table_changes_qualifiers_only) {
  EXPECT_EQ(rename_table_in("t.a > t AND \"t\" . b > 't.'", "t", "u"),
            "u.a > t AND \"u\" . b > 't.'");
}

TEST(Expression, tokens_cover_any_text) {
  std::mt19937 random(20261120);
  constexpr std::string_view alphabet{"ab \n'\"`[]()$-/*.,:0e1+xE&\\\0\x80", 27};
  for (int run = 0; run < 20000; ++run) {
    std::string text;
    for (std::size_t size = random() % 24; size > 0; --size) text += alphabet[random() % 27];
    for (const LexicalRules* rules : {&postgresql, &sqlite, &mysql, &any_database}) {
      std::string joined;
      for (const Token& token : lex(text, *rules)) {
        ASSERT_FALSE(token.text.empty());
        joined += token.text;
      }
      ASSERT_EQ(joined, text);
    }
    ASSERT_EQ(rename_column_in(text, "nothing", "b"), text);
  }
}

TEST(CanonicalSql,
     layout_case_of_bare_words_needless_quotes_and_outer_brackets_make_no_difference) {
  EXPECT_EQ(canonical_sql("bar*5"), canonical_sql("BAR * \r\n\t5 -- five"));
  EXPECT_EQ(canonical_sql("((\"a\" > 0))"), canonical_sql("A>0"));
  EXPECT_EQ(canonical_sql("now()"), canonical_sql("NOW( )"));
}

TEST(CanonicalSql, what_means_something_else_is_distinguished) {
  EXPECT_NE(canonical_sql("a > 'X'"), canonical_sql("a > 'x'"));
  EXPECT_NE(canonical_sql("\"A\" > 0"), canonical_sql("a > 0"));
  EXPECT_NE(canonical_sql("(a) + (b)"), canonical_sql("a) + (b"));
  EXPECT_NE(canonical_sql("(a, b)"), canonical_sql("a, b"));
  EXPECT_NE(canonical_sql("a -> b"), canonical_sql("a - > b"));
  EXPECT_NE(canonical_sql("a - - 1"), canonical_sql("a -- 1"));
  EXPECT_NE(canonical_sql("'a  b'"), canonical_sql("'a b'"));
}

TEST(CanonicalDefault, a_number_is_itself_quoted_or_not) {
  const auto of = [](const char* type, const char* sql) {
    return canonical_default(parse_type(type), sql);
  };
  EXPECT_EQ(of("integer", "'5'"), of("integer", "(5)"));
  EXPECT_EQ(of("integer", "-5"), of("integer", "'-5'"));
  EXPECT_EQ(of("double precision", "5.0"), of("double precision", "'5'"));
  EXPECT_EQ(of("numeric(6,2)", "5.10"), of("numeric(6,2)", "5.1"));
  EXPECT_NE(of("numeric", "5.0"), of("numeric", "5"));
  EXPECT_NE(of("text", "'5'"), of("text", "5"));
  EXPECT_NE(of("integer", "5"), of("integer", "50"));
}

TEST(CanonicalDefault, a_literal_is_of_the_columns_type_said_or_not) {
  const auto of = [](const char* type, const char* sql) {
    return canonical_default(parse_type(type), sql);
  };
  EXPECT_EQ(of("text", "'x'::text"), of("text", "'x'"));
  EXPECT_EQ(of("varchar(5)", "('x'::CHARACTER VARYING)"), of("varchar(5)", "'x'"));
  EXPECT_EQ(of("text[]", "'{}'::text[]"), of("text[]", "'{}'"));
  EXPECT_EQ(of("char(3)", "'abc'::bpchar"), of("char(3)", "'abc'"));
  EXPECT_EQ(of("enum mood", "'ok'::mood"), of("enum mood", "'ok'"));
  EXPECT_NE(of("enum mood", "'ok'::other"), of("enum mood", "'ok'"));
  EXPECT_NE(of("varchar(5)", "'abcd'::varchar(3)"), of("varchar(5)", "'abcd'"));
  EXPECT_NE(of("text", "'1'::integer"), of("text", "'1'"));
  EXPECT_NE(of("text", "'a'::text || 'b'"), of("text", "'a'"));
}

}  // namespace
}  // namespace limbeck::sql_text::expression_test
