// The lexer of SQL, its splitter and reader, and what reads expressions and statements by them.
#include <algorithm>
#include <array>
#include <stdexcept>

#include "migrations/schema/array_literal.h"
#include "migrations/schema/mentions.h"
#include "migrations/sql_text/expression.h"
#include "migrations/sql_text/lexer.h"
#include "migrations/sql_text/literal.h"
#include "migrations/sql_text/names.h"
#include "migrations/sql_text/rewrite.h"
#include "migrations/sql_text/secrets.h"
#include "migrations/sql_text/splitter.h"
#include "migrations/sql_text/token_reader.h"
#include "runtime/connection/postgresql/statement_words.h"
#include "tests/fuzz/fuzz.h"

using namespace limbeck;
using sql_text::Token;

namespace {

constexpr std::array<const sql_text::LexicalRules*, 4> all_rules{
    &sql_text::postgresql, &sql_text::sqlite, &sql_text::mysql, &sql_text::any_database};

std::vector<Token> lossless_tokens(std::string_view sql, const sql_text::LexicalRules& rules) {
  std::vector<Token> tokens = sql_text::lex(sql, rules);
  const char* at = sql.data();
  for (const Token& token : tokens) {
    fuzz::require(token.text.data() == at && !token.text.empty(), "each byte is in one token", sql);
    at += token.text.size();
    fuzz::require(token.closed || at == sql.data() + sql.size(),
                  "what is not closed goes to the end", sql);
    (void)sql_text::name_of(token);
    if (const auto text = sql_text::text_of(token); text && token.text.starts_with('\'')) {
      fuzz::require(rules.backslashes || sql_text::in_quotes(*text, '\'') == token.text,
                    "a literal is written as it was read", sql);
    }
  }
  fuzz::require(at == sql.data() + sql.size(), "no byte is lost", sql);
  fuzz::require(sql_text::rewritten(tokens, {}) == sql, "a text without replacements is as it was",
                sql);
  return tokens;
}

bool is_inside(std::string_view part, std::string_view sql) {
  return part.empty() ||
         (part.data() >= sql.data() && part.data() + part.size() <= sql.data() + sql.size());
}

void check_split(std::string_view sql, const sql_text::LexicalRules& rules) {
  const sql_text::Split split = sql_text::split(sql, rules);
  const char* at = sql.data();
  for (const std::vector<Token>& statement : split.statements) {
    fuzz::require(!statement.empty(), "a statement has a token", sql);
    for (const Token& token : statement) {
      fuzz::require(token.text.data() >= at && token.kind != Token::Kind::space && token.closed,
                    "statements are whole, and one behind the other", sql);
      at = token.text.data() + token.text.size();
    }
  }
  for (const sql_text::SplitProblem& problem : split.problems)
    fuzz::require(!problem.at.empty() && is_inside(problem.at, sql), "a problem has its place",
                  sql);
}

class Reader final : public sql_text::TokenReader {
 public:
  explicit Reader(std::vector<Token> tokens) : TokenReader(std::move(tokens)) {}
  [[noreturn]] void fail_expected(std::string_view what) const override {
    throw std::runtime_error(std::string(what));
  }
};

/// Each way to take something, wherever it can be tried.
void check_reader(std::string_view sql, const sql_text::LexicalRules& rules) {
  constexpr std::array<std::string_view, 3> words{"select", "as", "from"};
  const std::vector<Token> tokens = sql_text::solid_tokens(sql, rules);
  for (std::size_t skipped = 0; skipped < std::min<std::size_t>(tokens.size(), 8); ++skipped) {
    for (int way = 0; way < 6; ++way) {
      Reader in({tokens.begin() + static_cast<std::ptrdiff_t>(skipped), tokens.end()});
      try {
        std::vector<std::string_view> parts;
        if (way == 0) parts = {in.take_parenthesised()};
        if (way == 1) parts = in.take_list();
        if (way == 2) parts = {in.take_until(words)};
        if (way == 3) parts = {in.take_element()};
        if (way == 4) parts = {in.take_qualified_name().back().text};
        if (way == 5 && !in.accept({"create", "table"})) in.expect_symbol("(");
        for (const std::string_view part : parts)
          fuzz::require(is_inside(part, sql), "what is taken is part of the text", sql);
        fuzz::require(is_inside(in.rest(), sql) && in.at_end(), "the rest is part of the text",
                      sql);
      } catch (const std::runtime_error&) {
      }
    }
  }
}

/// PostgreSQL's statements that begin or end a transaction, as its lexer finds them.
bool controls_transaction(const std::vector<Token>& tokens) {
  bool first = true;
  for (const Token& token : tokens) {
    if (token.kind == Token::Kind::space) continue;
    for (const char* word : {"begin", "start", "commit", "end", "rollback", "abort"}) {
      if (first && sql_text::is_word(token, word)) return true;
    }
    first = sql_text::is_symbol(token, ";");
  }
  return false;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view sql = fuzz::text_of(data, size);
  for (const sql_text::LexicalRules* rules : all_rules) {
    lossless_tokens(sql, *rules);
    check_split(sql, *rules);
    check_reader(sql, *rules);
  }

  if (controls_transaction(sql_text::lex(sql, sql_text::postgresql))) {
    fuzz::require(connection::words_of(sql).controls_transaction,
                  "a statement that ends the transaction is seen, wherever it stands", sql);
  }

  const std::string hidden = sql_text::hide_secrets(sql);
  fuzz::require(sql_text::hide_secrets(hidden) == hidden,
                "hiding secrets twice hides them as once does", hidden);

  const std::string canonical = sql_text::canonical_sql(sql);
  fuzz::require(sql_text::canonical_sql(canonical) == canonical,
                "a canonical expression is canonical", canonical);
  const std::string bare = sql_text::without_needless_quotes(sql);
  fuzz::require(sql_text::without_needless_quotes(bare) == bare,
                "what has no needless quotes has none", bare);

  (void)sql_text::mentions_column(sql, "a");
  const std::string renamed = sql_text::rename_column_in(sql, "a", "b c");
  fuzz::require(sql_text::solid_tokens(renamed).size() == sql_text::solid_tokens(sql).size(),
                "a renamed column is one token as before", std::string(sql) + "\n" + renamed);
  (void)sql_text::rename_table_in(sql, "t", "select");
  return 0;
}
