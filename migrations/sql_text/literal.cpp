#include "migrations/sql_text/literal.h"

namespace limbeck::sql_text {

std::string_view inside(std::string_view literal) {
  if (literal.starts_with('$')) {
    const std::size_t tag = literal.find('$', 1);
    if (tag == std::string_view::npos || literal.size() < 2 * (tag + 1)) return {};
    return literal.substr(tag + 1, literal.size() - 2 * (tag + 1));
  }
  const std::size_t first = literal.find('\'');
  const std::size_t last = literal.rfind('\'');
  return first == last ? std::string_view() : literal.substr(first + 1, last - first - 1);
}

std::optional<std::string> text_of(const Token& literal) {
  if (literal.kind != Token::Kind::string || !literal.closed) return std::nullopt;
  const std::string_view raw = inside(literal.text);
  const char prefix = literal.text.front();
  if (prefix == '$') return std::string(raw);
  const bool escapes = prefix != '\'' && raw.find('\\') != std::string_view::npos;
  const bool bits = prefix == 'x' || prefix == 'X' || prefix == 'b' || prefix == 'B';
  if (escapes || bits) return std::nullopt;
  std::string text;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    text += raw[i];
    if (raw[i] == '\'') ++i;
  }
  return text;
}

}  // namespace limbeck::sql_text
