#include "migrations/sql_text/rewrite.h"

#include <algorithm>

#include "migrations/sql_text/names.h"

namespace limbeck::sql_text {
namespace {

using Kind = Token::Kind;

// Whether two tokens without space between them could become one: `a"b"` and `u&"b"`, where a is
// renamed to "c" or u.
bool runs_together(std::string_view text, const Token& next) {
  return (next.kind != Kind::space && next.kind != Kind::symbol) ||
         (next.text == "&" && text == "u");
}

}  // namespace

std::string rewritten(const std::vector<Token>& tokens, std::vector<Replacement> replacements) {
  std::ranges::sort(replacements, {}, &Replacement::token);
  auto next = replacements.begin();
  std::string result;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (next == replacements.end() || next->token != i) {
      result += tokens[i].text;
      continue;
    }
    if (i > 0 && runs_together({}, tokens[i - 1])) result += ' ';
    result += next->text;
    if (i + 1 < tokens.size() && runs_together(next->text, tokens[i + 1])) result += ' ';
    while (next != replacements.end() && next->token == i) ++next;
  }
  return result;
}

std::string with_names(std::string_view expression, std::vector<Replacement> names) {
  const std::vector<Token> tokens = lex(expression);
  for (Replacement& name : names) name.text = spelled_like(tokens[name.token], name.text);
  return rewritten(tokens, std::move(names));
}

}  // namespace limbeck::sql_text
