#include <algorithm>

#include "migrations/sql_text/expression.h"
#include "migrations/sql_text/names.h"

namespace limbeck::sql_text {
namespace {

using Kind = Token::Kind;

// Letters that PostgreSQL reads into one operator where they touch: `->` is not `- >`.
bool is_operator(const Token& token) {
  return token.kind == Kind::symbol &&
         token.text.find_first_not_of("+-*/<>=~!@#%^&|`?:") == std::string_view::npos;
}

// How many pairs of brackets stand around all of the expression, each around one expression.
std::size_t pairs_around(const std::vector<std::string>& words) {
  const auto is_not = [](std::string_view bracket) {
    return [bracket](const std::string& word) { return word != bracket; };
  };
  const auto begin = std::find_if(words.begin(), words.end(), is_not("("));
  const auto end =
      std::find_if(words.rbegin(), std::make_reverse_iterator(begin), is_not(")")).base();
  const auto opened = begin - words.begin(), closed = words.end() - end;
  // What is closed between them, and what has a comma in it, stands around a part.
  auto depth = opened, pairs = std::min(opened, closed);
  for (auto word = begin; word != end; ++word) {
    if (*word == "(") ++depth;
    if (*word == ")") pairs = std::min(pairs, --depth);
    if (*word == ",") pairs = std::min(pairs, depth - 1);
  }
  if (depth != closed || pairs < 0) return 0;
  return std::min(static_cast<std::size_t>(pairs),
                  (std::max<std::size_t>(words.size(), 1) - 1) / 2);
}

}  // namespace

std::string canonical_sql(std::string_view expression) {
  const std::string plain = without_needless_quotes(expression);
  const std::vector<Token> tokens = lex(plain);
  std::vector<std::string> words;
  bool touches = false;  // the operator before
  for (const Token& token : tokens) {
    if (token.kind == Kind::space) {
      touches = false;
      continue;
    }
    std::string word = token.kind == Kind::word ? lower_case(token.text) : std::string(token.text);
    if (touches && is_operator(token)) {
      words.back() += word;
    } else {
      words.push_back(std::move(word));
    }
    touches = is_operator(token);
  }
  const std::size_t pairs = pairs_around(words);
  std::string text;
  for (std::size_t i = pairs; i < words.size() - pairs; ++i)
    text.append(text.empty() ? "" : " ").append(words[i]);
  return text;
}

}  // namespace limbeck::sql_text
