#include "migrations/sql_text/token_reader.h"

#include <gtest/gtest.h>

#include <array>
#include <stdexcept>

#include "migrations/sql_text/rewrite.h"

namespace limbeck::sql_text::token_reader_test {
namespace {

class Reader final : public TokenReader {
 public:
  explicit Reader(std::string_view sql) : TokenReader(solid_tokens(sql, postgresql)) {}
  [[noreturn]] void fail_expected(std::string_view what) const override {
    throw std::runtime_error(std::string(what));
  }
};

template <class Read>
std::string failure(std::string_view sql, Read read) {
  Reader in(sql);
  try {
    read(in);
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "";
}

TEST(TokenReader, takes_what_stands_there) {
  Reader in("CREATE TABLE a.\"B\" (c numeric(1, 2), [d]) WITH x AS (SELECT 1) rest 'of' it");
  EXPECT_FALSE(in.accept({"create", "index"}));
  EXPECT_TRUE(in.accept({"create", "table"}));
  EXPECT_EQ(in.last().text, "TABLE");
  const std::vector<Token> name = in.take_qualified_name();
  ASSERT_EQ(name.size(), 2U);
  EXPECT_EQ(name[1].text, "\"B\"");
  EXPECT_EQ(in.take_list(), (std::vector<std::string_view>{"c numeric(1, 2)", "[d]"}));
  constexpr std::array<std::string_view, 2> words{"select", "rest"};
  EXPECT_EQ(in.take_until(words), "WITH x AS (SELECT 1)");
  EXPECT_EQ(in.rest(), "rest 'of' it");
  EXPECT_TRUE(in.at_end());
  EXPECT_EQ(in.rest(), "");
  EXPECT_EQ(in.peek().text, "");
}

TEST(TokenReader, takes_an_element_and_what_is_in_parentheses) {
  Reader in("f(a, b)[1, 2], (c ')' ) )");
  EXPECT_EQ(in.take_element(), "f(a, b)[1, 2]");
  in.expect_symbol(",");
  EXPECT_EQ(in.take_parenthesised(), "c ')'");
  EXPECT_EQ(in.take_element(), "");
}

TEST(TokenReader, says_what_it_expected) {
  EXPECT_EQ(failure("a", [](Reader& in) { in.expect({"create", "table"}); }), "CREATE TABLE");
  EXPECT_EQ(failure("a", [](Reader& in) { in.expect_symbol("("); }), "'('");
  EXPECT_EQ(failure("(", [](Reader& in) { in.take_name_token("a column"); }), "a column");
  EXPECT_EQ(failure("a. 1", [](Reader& in) { in.take_qualified_name(); }), "a name");
  EXPECT_EQ(failure("(a", [](Reader& in) { in.take_parenthesised(); }), "')'");
  EXPECT_EQ(failure("(a", [](Reader& in) { in.take_list(); }), "more");
  EXPECT_EQ(failure("a", [](Reader& in) { in.expect_end(); }), "the end of the statement");
  EXPECT_EQ(failure("", [](Reader& in) { in.take(); }), "more");
}

TEST(Rewriting, replaces_tokens_and_nothing_else) {
  const std::string_view sql = "a + \"a\"/*a*/ - 'a'";
  EXPECT_EQ(with_names(sql, {{4, "Big"}, {0, "b"}}), "b + \"Big\"/*a*/ - 'a'");
  EXPECT_EQ(with_names("a", {{0, "Big"}}), "\"Big\"");
  EXPECT_EQ(with_names("a\"b\"", {{0, "B"}}), "\"B\" \"b\"");
  EXPECT_EQ(rewritten(lex("a&\"b\""), {{0, "u"}}), "u &\"b\"");
}

}  // namespace
}  // namespace limbeck::sql_text::token_reader_test
