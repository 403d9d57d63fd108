#include "migrations/sql_text/splitter.h"

#include <gtest/gtest.h>

namespace limbeck::sql_text::splitter_test {
namespace {

// The statements' texts between bars, then the problems.
std::string shown(std::string_view sql, const LexicalRules& rules = any_database) {
  const Split found = split(sql, rules);
  std::string text;
  for (const std::vector<Token>& statement : found.statements) {
    const char* begin = statement.front().text.data();
    text += "|" + std::string(begin, statement.back().text.data() + statement.back().text.size());
  }
  for (const SplitProblem& problem : found.problems)
    text += "!" + problem.message + " at " + std::to_string(problem.at.data() - sql.data());
  return text;
}

TEST(Splitter, ends_a_statement_at_its_semicolon) {
  EXPECT_EQ(shown(""), "");
  EXPECT_EQ(shown(" ;; /* a; */ ; -- b;\n"), "");
  EXPECT_EQ(shown("a; b"), "|a|b");
  EXPECT_EQ(shown("a ';' \";\" $$;$$ $x$;$$;$x$ E'\\';' /* ; /* ; */ ; */ b; c"),
            "|a ';' \";\" $$;$$ $x$;$$;$x$ E'\\';' /* ; /* ; */ ; */ b|c");
}

TEST(Splitter, keeps_a_body_whole) {
  EXPECT_EQ(shown("CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT CASE 1 WHEN 1 THEN 2 END; "
                  "DELETE FROM b; END; c"),
            "|CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT CASE 1 WHEN 1 THEN 2 END; "
            "DELETE FROM b; END|c");
  EXPECT_EQ(shown("CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END; c"),
            "|CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END|c");
  EXPECT_EQ(shown("BEGIN; SELECT 1; END"), "|BEGIN|SELECT 1|END");
}

TEST(Splitter, reports_what_is_not_closed_where_it_opens) {
  EXPECT_EQ(shown("a; b 'c"), "|a!this string is never closed at 5");
  EXPECT_EQ(shown("a 'b''"), "!this string is never closed at 2");
  EXPECT_EQ(shown("a E'\\'"), "!this string is never closed at 2");
  EXPECT_EQ(shown("a \"b"), "!this name is never closed at 2");
  EXPECT_EQ(shown("a $$b"), "!this dollar quote is never closed at 2");
  EXPECT_EQ(shown("a; /* b */ /* c"), "|a!this comment is never closed at 11");
  EXPECT_EQ(shown("a /* /* */", postgresql), "!this comment is never closed at 2");
  EXPECT_EQ(shown("a /* /* */", sqlite), "|a");
  EXPECT_EQ(shown("a (b; c"), "|c!this parenthesis is not closed in its statement at 2");
  EXPECT_EQ(shown("a); c"), "|c!this parenthesis closes none at 1");
  EXPECT_EQ(shown("CREATE TRIGGER t BEGIN SELECT 1;"), "!this body has no END at 17");
}

}  // namespace
}  // namespace limbeck::sql_text::splitter_test
