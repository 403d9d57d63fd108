#include "compiler/sql_objects/statement_reader.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace limbeck::compiler {

using schema::SqlToken;
using Kind = SqlToken::Kind;

bool StatementReader::is(std::string_view word, std::size_t ahead) const {
  return at_ + ahead < tokens_.size() && schema::is_word(tokens_[at_ + ahead], word);
}
bool StatementReader::is_symbol(std::string_view symbol, std::size_t ahead) const {
  return at_ + ahead < tokens_.size() && tokens_[at_ + ahead].kind == Kind::symbol &&
         tokens_[at_ + ahead].text == symbol;
}
bool StatementReader::is_name(std::size_t ahead) const {
  return at_ + ahead < tokens_.size() &&
         (tokens_[at_ + ahead].kind == Kind::word || tokens_[at_ + ahead].kind == Kind::quoted);
}

bool StatementReader::accept(std::initializer_list<std::string_view> words) {
  std::size_t ahead = 0;
  for (const std::string_view word : words) {
    if (!is(word, ahead++)) return false;
  }
  at_ += words.size();
  return true;
}
bool StatementReader::accept_symbol(std::string_view symbol) {
  const bool there = is_symbol(symbol);
  if (there) ++at_;
  return there;
}
void StatementReader::expect(std::initializer_list<std::string_view> words) {
  if (accept(words)) return;
  std::string all;
  for (const std::string_view word : words) {
    all += all.empty() ? "" : " ";
    for (const char c : word) all += static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  }
  fail_expected(all);
}
void StatementReader::expect_symbol(std::string_view symbol) {
  if (!accept_symbol(symbol)) fail_expected("'" + std::string(symbol) + "'");
}
void StatementReader::expect_end() {
  if (!at_end()) fail_expected("the end of the statement");
}

std::string StatementReader::spelled(const SqlToken& token) const {
  if (token.kind == Kind::quoted) return schema::name_of(token);
  return spelling_ == Spelling::folded ? schema::lower_case(token.text) : std::string(token.text);
}

std::string_view StatementReader::between(std::size_t first, std::size_t last) const {
  if (first == last) return {};
  const char* begin = tokens_[first].text.data();
  const char* end = tokens_[last - 1].text.data() + tokens_[last - 1].text.size();
  return {begin, static_cast<std::size_t>(end - begin)};
}

NameThere StatementReader::take_plain_name(std::string_view of) {
  if (!is_name()) fail_expected("the name of " + std::string(of));
  const SqlToken& token = tokens_[at_++];
  return {{"", spelled(token)}, token.text};
}

NameThere StatementReader::take_name(std::string_view of) {
  const std::size_t first = at_;
  NameThere result = take_plain_name(of);
  if (accept_symbol(".")) {
    result.name.schema = std::exchange(result.name.name, take_plain_name(of).name.name);
    if (result.name.schema == "public" || result.name.schema == "main") result.name.schema.clear();
  }
  result.at = between(first, at_);
  return result;
}

std::pair<NameThere, std::string> StatementReader::take_column() {
  const std::size_t first = at_;
  std::vector<std::string> parts;
  do {
    parts.push_back(take_plain_name("a column, with its table's").name.name);
  } while (accept_symbol("."));
  if (parts.size() < 2 || parts.size() > 3) {
    at_ = first;
    fail_expected("table.column");
  }
  NameThere table{{"", parts[parts.size() - 2]}, between(first, at_)};
  if (parts.size() == 3 && parts[0] != "public") table.name.schema = parts[0];
  return {table, parts.back()};
}

std::int64_t StatementReader::take_integer() {
  const std::size_t first = at_;
  const bool negative = accept_symbol("-");
  if (at_end() || tokens_[at_].kind != Kind::number) {
    at_ = first;
    fail_expected("a whole number");
  }
  const std::string text = (negative ? "-" : "") + std::string(tokens_[at_].text);
  std::int64_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) {
    fail_expected("a whole number of 64 bits");
  }
  ++at_;
  return value;
}

std::string StatementReader::take_text() {
  const bool string = !at_end() && tokens_[at_].kind == Kind::string;
  const std::string_view text = string ? tokens_[at_].text : std::string_view();
  if (text.starts_with('\'')) {
    std::string value;
    for (std::size_t i = 1; i + 1 < text.size(); ++i) {
      value += text[i];
      if (text[i] == '\'') ++i;
    }
    ++at_;
    return value;
  }
  if (text.starts_with('$')) {
    const std::size_t tag = text.find('$', 1) + 1;
    ++at_;
    return std::string(text.substr(tag, text.size() - 2 * tag));
  }
  fail_expected("a text in single quotes");
}

std::string_view StatementReader::take_parenthesised() {
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

std::string_view StatementReader::take_until(std::span<const std::string_view> words) {
  const std::size_t first = at_;
  for (int depth = 0; !at_end(); ++at_) {
    const bool ends = depth == 0 && std::any_of(words.begin(), words.end(),
                                                [&](std::string_view word) { return is(word); });
    if (ends) break;
    if (is_symbol("(")) ++depth;
    if (is_symbol(")")) --depth;
  }
  return between(first, at_);
}

std::string_view StatementReader::take_element() {
  const std::size_t first = at_;
  for (int depth = 0; !at_end(); ++at_) {
    if (depth == 0 && (is_symbol(",") || is_symbol(")"))) break;
    if (is_symbol("(") || is_symbol("[")) ++depth;
    if (is_symbol(")") || is_symbol("]")) --depth;
  }
  return between(first, at_);
}

std::string_view StatementReader::rest() {
  return between(std::exchange(at_, tokens_.size()), tokens_.size());
}

std::string_view StatementReader::here() const {
  return at_end() ? tokens_.back().text : tokens_[at_].text;
}

void StatementReader::fail(std::string message) const {
  throw Unreadable{here(), std::move(message)};
}

void StatementReader::fail_expected(std::string_view what) const {
  if (at_end()) {
    fail("expected " + std::string(what) + " after '" + std::string(tokens_.back().text) + "'");
  }
  const std::string found(here().substr(0, here().find('\n')));
  fail("expected " + std::string(what) + ", not '" + found + "'");
}

}  // namespace limbeck::compiler
