// What the lexer makes of SQL text, by each database's rules.
#include <gtest/gtest.h>

#include "migrations/sql_text/lexer.h"
#include "migrations/sql_text/literal.h"
#include "migrations/sql_text/names.h"

namespace limbeck::sql_text::tokens_test {
namespace {

// `word:a string:'b' string!:'c`: each solid token with its kind, `!` where it is not closed. A
// comment that is not closed is there as well.
std::string kinds_shown(std::string_view sql, const LexicalRules& rules) {
  constexpr std::string_view kinds[] = {"space", "word", "quoted", "string", "number", "symbol"};
  std::string text;
  for (const Token& token : lex(sql, rules)) {
    if (token.kind == Token::Kind::space && token.closed) continue;
    if (!text.empty()) text += ' ';
    text += kinds[static_cast<std::size_t>(token.kind)];
    text += token.closed ? ":" : "!:";
    text += token.text;
  }
  return text;
}

struct Case {
  std::string_view sql;
  std::string_view tokens;
};

void expect(const LexicalRules& rules, std::initializer_list<Case> cases) {
  for (const Case& one : cases) EXPECT_EQ(kinds_shown(one.sql, rules), one.tokens) << one.sql;
}

TEST(Tokens, of_postgresql) {
  expect(postgresql,
         {
             {"", ""},
             {" \t\r\n\f\v", ""},
             {"a /* b /* c */ d */ e", "word:a word:e"},
             {"a /* b /* c */ d", "word:a space!:/* b /* c */ d"},
             {"a /*/ b", "word:a space!:/*/ b"},
             {"/**/a/***/b", "word:a word:b"},
             {"-- a\rb -- c\nd --", "word:b word:d"},
             {"--a\r\nb", "word:b"},
             {"a--/* b\nc", "word:a word:c"},
             {"/* -- */ a", "word:a"},
             {"'a' 'b'", "string:'a' string:'b'"},
             {"'a'\n'b'", "string:'a' string:'b'"},
             {"'a''b'", "string:'a''b'"},
             {"'a\\'c'", "string:'a\\' word:c string!:'"},
             {"'a''", "string!:'a''"},
             {"'", "string!:'"},
             {"E'a\\'b' e'''\\\\'", "string:E'a\\'b' string:e'''\\\\'"},
             {"E'a\\'", "string!:E'a\\'"},
             {"E'a\\", "string!:E'a\\"},
             {"E 'a'", "word:E string:'a'"},
             {"name'a'", "word:name string:'a'"},
             {"N'a' x'1F' B'01'", "string:N'a' string:x'1F' string:B'01'"},
             {"U&'d\\0061t!' UESCAPE '!'", "string:U&'d\\0061t!' word:UESCAPE string:'!'"},
             {"U&\"d\\0061t\" u&\"", "quoted:U&\"d\\0061t\" quoted!:u&\""},
             {"u & \"a\" u&b", "word:u symbol:& quoted:\"a\" word:u symbol:& word:b"},
             {"$$a'b$$ $1", "string:$$a'b$$ symbol:$ number:1"},
             {"$tag$a$b$ $$ $tag$c", "string:$tag$a$b$ $$ $tag$ word:c"},
             {"$a$ $A$ $a$", "string:$a$ $A$ $a$"},
             {"a$b$c$b$ d", "word:a$b$c$b$ word:d"},
             {"$1$a$1$", "symbol:$ number:1 symbol:$ word:a$1$"},
             {"$$a", "symbol:$ symbol:$ word:a"},
             {"\"a\"\"b\"\"", "quoted!:\"a\"\"b\"\""},
             {"\"a\"\"b\".c", "quoted:\"a\"\"b\" symbol:. word:c"},
             {"`a`", "symbol:` word:a symbol:`"},
             {"a[1] [b]", "word:a symbol:[ number:1 symbol:] symbol:[ word:b symbol:]"},
             {"1_000 0xff_ff 0b1 1e-5 1.5e+10 .5 5.",
              "number:1_000 number:0xff_ff number:0b1 "
              "number:1e-5 number:1.5e+10 number:.5 number:5."},
             {"0xe-5 1e- 1-2",
              "number:0xe symbol:- number:5 number:1e symbol:- number:1 symbol:- "
              "number:2"},
             {"1..2", "number:1 symbol:. number:.2"},
             {"a->>b @>c a||-1",
              "word:a symbol:->> word:b symbol:@> word:c word:a symbol:|| "
              "symbol:- number:1"},
             // https://www.postgresql.org/docs/current/sql-syntax-lexical.html: "-- and /* cannot
             // appear anywhere in an operator name".
             {"a |/* it's */ b", "word:a symbol:| word:b"},
             {"a #-- it's\nb", "word:a symbol:# word:b"},
             {"a ||/* it's */ b", "word:a symbol:|| word:b"},
             {"a +-- b\n1", "word:a symbol:+ number:1"},
             {"a */* b */ 1", "word:a symbol:* number:1"},
             {"größe \xFF", "word:größe word:\xFF"},
             {"# a", "symbol:# word:a"},
         });
  expect(postgresql, {{std::string_view("a\0b '\0'", 7),
                       std::string_view("word:a symbol:\0 word:b string:'\0'", 33)}});
}

TEST(Tokens, of_sqlite) {
  // https://www.sqlite.org/lang_comment.html: "Comments may not be nested"; a comment of two dashes
  // ends with a new line. Only X'…' has a prefix.
  expect(sqlite,
         {
             {"a /* b /* c */ d", "word:a word:d"},
             {"a /* b", "word:a space!:/* b"},
             {"-- a\rb\nc", "word:c"},
             {"[a]] [b", "quoted:[a] symbol:] symbol:[ word:b"},
             {"a[b]", "word:a quoted:[b]"},
             {"`a``b` `c", "quoted:`a``b` quoted!:`c"},
             {"x'00' e'\\' 'b'", "string:x'00' word:e string:'\\' string:'b'"},
             {"n'a' b'c'", "word:n string:'a' word:b string:'c'"},
             {"u&\"a\"", "word:u symbol:& quoted:\"a\""},
             {"$$a$$", "symbol:$ symbol:$ word:a$$"},
             {"$a :b ?1 @c", "symbol:$ word:a symbol:: word:b symbol:? number:1 symbol:@ word:c"},
             {"a->>'b'", "word:a symbol:->> string:'b'"},
         });
}

TEST(Tokens, of_mysql) {
  expect(mysql, {
                    {"a # it's\nb", "word:a word:b"},
                    {"a --b", "word:a symbol:- symbol:- word:b"},
                    {"a -- b", "word:a"},
                    {"a --\nb --", "word:a word:b"},
                    {"'a\\'b' \"c\\\"d\" `e`", "string:'a\\'b' string:\"c\\\"d\" quoted:`e`"},
                    {"a /*!40101 b */ c */", "word:a word:b word:c symbol:* symbol:/"},
                    {"/*! a /* b */ c */ d", "word:a word:c word:d"},
                    {"/* a /* b */ c", "word:c"},
                    {"$$a$$", "symbol:$ symbol:$ word:a$$"},
                });
}

TEST(Tokens, of_what_any_database_may_mean) {
  expect(any_database, {
                           {"a /* b /* c */ d */ e", "word:a word:e"},
                           // No comment of PostgreSQL's, and one of SQLite's.
                           {"a /* b /* c */ d", "word:a word:d"},
                           {"a > [b] AND `c`", "word:a symbol:> quoted:[b] word:AND quoted:`c`"},
                           {"a[b]", "word:a symbol:[ word:b symbol:]"},
                           {"ARRAY[[1], [2]]",
                            "word:ARRAY symbol:[ symbol:[ number:1 symbol:] symbol:, symbol:[ "
                            "number:2 symbol:] symbol:]"},
                           {"$$a$$ E'\\''", "string:$$a$$ string:E'\\''"},
                       });
}

TEST(Tokens, take_time_in_proportion_to_the_text) {
  constexpr std::size_t times = 30'000;
  for (const std::string_view part :
       {"/*", "*/", "$a$", "$a",  "[",  "]",   "'", "''",   "E'\\", "\"",
        "`",  "--", "- -", "1e-", "a ", "/*!", "(", "U&\"", "|/*",  "\xFF"}) {
    std::string text;
    for (std::size_t i = 0; i < times; ++i) text += part;
    for (const LexicalRules* rules : {&postgresql, &sqlite, &mysql, &any_database}) {
      std::size_t size = 0;
      for (const Token& token : lex(text, *rules)) size += token.text.size();
      EXPECT_EQ(size, text.size()) << part;
    }
  }
}

TEST(Names, are_what_is_between_the_quotes) {
  const auto name = [](std::string_view sql) { return name_of(lex(sql).front()); };
  EXPECT_EQ(name("a"), "a");
  EXPECT_EQ(name("\"a\"\"b\""), "a\"b");
  EXPECT_EQ(name("`a``b`"), "a`b");
  EXPECT_EQ(name("[a b]"), "a b");
  EXPECT_EQ(folded_name(lex("Ab").front()), "ab");
  EXPECT_EQ(folded_name(lex("\"Ab\"").front()), "Ab");
}

TEST(Literals, stand_for_a_text) {
  const auto text = [](std::string_view sql) { return sql_text::text_of(lex(sql).front()); };
  EXPECT_EQ(text("'it''s'"), "it's");
  EXPECT_EQ(text("''"), "");
  EXPECT_EQ(text("N'a'"), "a");
  EXPECT_EQ(text("E'a'"), "a");
  EXPECT_EQ(text("'a\\b'"), "a\\b");
  EXPECT_EQ(text("$$it's$$"), "it's");
  EXPECT_EQ(text("$x$it''s$x$"), "it''s");
  for (const char* none : {"E'a\\n'", "U&'\\0061'", "x'61'", "B'1'", "'a", "'a''", "a", "1"})
    EXPECT_EQ(text(none), std::nullopt) << none;
}

}  // namespace
}  // namespace limbeck::sql_text::tokens_test
