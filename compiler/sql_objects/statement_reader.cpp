#include "compiler/sql_objects/statement_reader.h"

#include <charconv>

#include "migrations/sql_text/lexer.h"
#include "migrations/sql_text/literal.h"
#include "migrations/sql_text/names.h"

namespace limbeck::compiler {

using TokenKind = sql_text::Token::Kind;

std::string StatementReader::spelled(const sql_text::Token& token) const {
  return spelling_ == Spelling::folded ? sql_text::folded_name(token) : sql_text::name_of(token);
}

NameThere StatementReader::take_plain_name(std::string_view of) {
  const sql_text::Token& token = take_name_token("the name of " + std::string(of));
  return {{"", spelled(token)}, token.text};
}

NameThere StatementReader::take_name(std::string_view of) {
  const std::size_t first = place();
  NameThere result = take_plain_name(of);
  if (accept_symbol(".")) {
    result.name.schema = std::exchange(result.name.name, take_plain_name(of).name.name);
    if (result.name.schema == "public" || result.name.schema == "main") result.name.schema.clear();
  }
  result.at = between(first, place());
  return result;
}

std::pair<NameThere, std::string> StatementReader::take_column() {
  const std::size_t first = place();
  std::vector<std::string> parts;
  for (const sql_text::Token& token : take_qualified_name("the name of a column, with its table's"))
    parts.push_back(spelled(token));
  if (parts.size() < 2 || parts.size() > 3) {
    go_back(first);
    fail_expected("table.column");
  }
  NameThere table{{"", parts[parts.size() - 2]}, between(first, place())};
  if (parts.size() == 3 && parts[0] != "public") table.name.schema = parts[0];
  return {table, parts.back()};
}

std::int64_t StatementReader::take_integer() {
  const std::size_t first = place();
  const bool negative = accept_symbol("-");
  if (peek().kind != TokenKind::number) {
    go_back(first);
    fail_expected("a whole number");
  }
  const std::string text = (negative ? "-" : "") + std::string(peek().text);
  std::int64_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) {
    fail_expected("a whole number of 64 bits");
  }
  take();
  return value;
}

std::string StatementReader::take_text() {
  auto text = sql_text::text_of(peek());
  if (!text) fail_expected("a text in single quotes");
  take();
  return *std::move(text);
}

void StatementReader::fail(std::string message) const {
  throw Unreadable{here(), std::move(message)};
}

void StatementReader::fail_expected(std::string_view what) const {
  if (at_end()) fail("expected " + std::string(what) + " after '" + std::string(last().text) + "'");
  const std::string found(here().substr(0, here().find('\n')));
  fail("expected " + std::string(what) + ", not '" + found + "'");
}

}  // namespace limbeck::compiler
