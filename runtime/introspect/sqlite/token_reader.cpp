#include "runtime/introspect/sqlite/token_reader.h"

#include <algorithm>

namespace limbeck::introspect::sqlite {
namespace {

using schema::SqlToken;

}  // namespace

TokenReader::TokenReader(std::string_view sql)
    : sql_(sql), tokens_(schema::sql_tokens(sql, schema::Brackets::always_names)) {
  std::erase_if(tokens_, [](const SqlToken& t) { return t.kind == SqlToken::Kind::space; });
  if (sql.find('\0') != std::string_view::npos) throw DefinitionError("it holds a NUL byte");
}

const SqlToken& TokenReader::peek(std::size_t ahead) const {
  static const SqlToken end{SqlToken::Kind::space, {}};
  return at_ + ahead < tokens_.size() ? tokens_[at_ + ahead] : end;
}

bool TokenReader::is_word(std::string_view word, std::size_t ahead) const {
  return schema::is_word(peek(ahead), word);
}

bool TokenReader::is_symbol(std::string_view symbol, std::size_t ahead) const {
  return peek(ahead).kind == SqlToken::Kind::symbol && peek(ahead).text == symbol;
}

bool TokenReader::is_name(std::size_t ahead) const {
  const SqlToken& token = peek(ahead);
  return token.kind == SqlToken::Kind::word || token.kind == SqlToken::Kind::quoted ||
         (token.kind == SqlToken::Kind::string && token.text.starts_with('\''));
}

bool TokenReader::accept(std::initializer_list<std::string_view> words) {
  std::size_t ahead = 0;
  for (std::string_view word : words) {
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
  if (!accept(words)) fail(*words.begin());
}

void TokenReader::expect_symbol(std::string_view symbol) {
  if (!accept_symbol(symbol)) fail(symbol);
}

std::string TokenReader::take_name() {
  if (!is_name()) fail("a name");
  return name_in(take());
}

const SqlToken& TokenReader::take() {
  if (at_end()) fail("more");
  return tokens_[at_++];
}

std::string_view TokenReader::take_parenthesised() {
  expect_symbol("(");
  const std::size_t first = at_;
  for (int depth = 1; depth > 0;) {
    const SqlToken& token = take();
    if (token.kind != SqlToken::Kind::symbol) continue;
    if (token.text == "(") ++depth;
    if (token.text == ")") --depth;
  }
  return text_between(first, at_ - 1);
}

std::vector<std::string_view> TokenReader::take_list() {
  expect_symbol("(");
  std::vector<std::string_view> parts;
  std::size_t first = at_;
  for (int depth = 1; depth > 0;) {
    const SqlToken& token = take();
    if (token.kind != SqlToken::Kind::symbol) continue;
    if (token.text == "(") ++depth;
    if (token.text == ")") --depth;
    if (depth == 0 || (depth == 1 && token.text == ",")) {
      parts.push_back(text_between(first, at_ - 1));
      first = at_;
    }
  }
  return parts;
}

std::string_view TokenReader::rest() {
  const std::size_t first = at_;
  at_ = tokens_.size();
  return text_between(first, at_);
}

std::string_view TokenReader::text_between(std::size_t first, std::size_t last) const {
  if (first >= last) return {};
  const char* begin = tokens_[first].text.data();
  const char* end = tokens_[last - 1].text.data() + tokens_[last - 1].text.size();
  return {begin, static_cast<std::size_t>(end - begin)};
}

void TokenReader::fail(std::string_view expected) const {
  const std::string found = at_end() ? "the end" : "'" + std::string(peek().text) + "'";
  throw DefinitionError("expected " + std::string(expected) + ", found " + found);
}

std::string name_in(const SqlToken& token) {
  if (token.kind != SqlToken::Kind::string) return schema::name_of(token);
  // A string in the place of a name.
  std::string_view text = token.text;
  text.remove_prefix(1);
  if (text.ends_with('\'')) text.remove_suffix(1);
  std::string name;
  for (std::size_t i = 0; i < text.size(); ++i) {
    name += text[i];
    if (text[i] == '\'' && i + 1 < text.size() && text[i + 1] == '\'') ++i;
  }
  return name;
}

}  // namespace limbeck::introspect::sqlite
