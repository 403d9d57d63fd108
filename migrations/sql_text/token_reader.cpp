#include "migrations/sql_text/token_reader.h"

#include <algorithm>
#include <utility>

namespace limbeck::sql_text {
namespace {

const Token nothing{Token::Kind::space, {}};

std::string in_capitals(std::initializer_list<std::string_view> words) {
  std::string all;
  for (const std::string_view word : words) {
    if (!all.empty()) all += ' ';
    for (const char c : word) all += static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  }
  return all;
}

}  // namespace

const Token& TokenReader::peek(std::size_t ahead) const {
  return at_ + ahead < tokens_.size() ? tokens_[at_ + ahead] : nothing;
}
const Token& TokenReader::last() const { return at_ == 0 ? nothing : tokens_[at_ - 1]; }

bool TokenReader::is_word(std::string_view word, std::size_t ahead) const {
  return sql_text::is_word(peek(ahead), word);
}
bool TokenReader::is_symbol(std::string_view symbol, std::size_t ahead) const {
  return sql_text::is_symbol(peek(ahead), symbol);
}

bool TokenReader::accept(std::initializer_list<std::string_view> words) {
  std::size_t ahead = 0;
  for (const std::string_view word : words) {
    if (!is_word(word, ahead++)) return false;
  }
  at_ += words.size();
  return true;
}
bool TokenReader::accept_symbol(std::string_view symbol) {
  if (!is_symbol(symbol)) return false;
  ++at_;
  return true;
}
void TokenReader::expect(std::initializer_list<std::string_view> words) {
  if (!accept(words)) fail_expected(in_capitals(words));
}
void TokenReader::expect_symbol(std::string_view symbol) {
  if (!accept_symbol(symbol)) fail_expected("'" + std::string(symbol) + "'");
}
void TokenReader::expect_end() {
  if (!at_end()) fail_expected("the end of the statement");
}

const Token& TokenReader::take() {
  if (at_end()) fail_expected("more");
  return tokens_[at_++];
}

const Token& TokenReader::take_name_token(std::string_view what) {
  if (!is_name()) fail_expected(what);
  return tokens_[at_++];
}

std::vector<Token> TokenReader::take_qualified_name(std::string_view what) {
  std::vector<Token> names;
  do {
    names.push_back(take_name_token(what));
  } while (accept_symbol("."));
  return names;
}

std::string_view TokenReader::take_parenthesised() {
  expect_symbol("(");
  const std::size_t first = at_;
  for (int depth = 1; !at_end(); ++at_) {
    if (is_symbol("(")) ++depth;
    if (is_symbol(")") && --depth == 0) break;
  }
  const std::string_view text = between(first, at_);
  expect_symbol(")");
  return text;
}

std::vector<std::string_view> TokenReader::take_list() {
  expect_symbol("(");
  std::vector<std::string_view> parts;
  std::size_t first = at_;
  for (int depth = 1; depth > 0;) {
    const Token& token = take();
    if (sql_text::is_symbol(token, "(")) ++depth;
    if (sql_text::is_symbol(token, ")")) --depth;
    if (depth == 0 || (depth == 1 && sql_text::is_symbol(token, ","))) {
      parts.push_back(between(first, at_ - 1));
      first = at_;
    }
  }
  return parts;
}

std::string_view TokenReader::take_until(std::span<const std::string_view> words) {
  const std::size_t first = at_;
  for (int depth = 0; !at_end(); ++at_) {
    const bool ends = depth == 0 && std::ranges::any_of(words, [&](std::string_view word) {
                        return is_word(word);
                      });
    if (ends) break;
    if (is_symbol("(")) ++depth;
    if (is_symbol(")")) --depth;
  }
  return between(first, at_);
}

std::string_view TokenReader::take_element() {
  const std::size_t first = at_;
  for (int depth = 0; !at_end(); ++at_) {
    if (depth == 0 && (is_symbol(",") || is_symbol(")"))) break;
    if (is_symbol("(") || is_symbol("[")) ++depth;
    if (is_symbol(")") || is_symbol("]")) --depth;
  }
  return between(first, at_);
}

std::string_view TokenReader::rest() {
  return between(std::exchange(at_, tokens_.size()), tokens_.size());
}

std::string_view TokenReader::between(std::size_t first, std::size_t last) const {
  if (first >= last) return {};
  const char* begin = tokens_[first].text.data();
  const char* end = tokens_[last - 1].text.data() + tokens_[last - 1].text.size();
  return {begin, static_cast<std::size_t>(end - begin)};
}

}  // namespace limbeck::sql_text
