#include "compiler/revisions/token.h"

#include <cstdint>

namespace limbeck::compiler {
namespace {

int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return 16;
}

bool append_utf8(std::string& text, std::uint32_t c) {
  const auto byte = [&](std::uint32_t value) { text += static_cast<char>(value); };
  if (c < 0x80) {
    byte(c);
  } else if (c < 0x800) {
    byte(0xC0 | c >> 6);
    byte(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    if (c >= 0xD800 && c < 0xE000) return false;
    byte(0xE0 | c >> 12);
    byte(0x80 | (c >> 6 & 0x3F));
    byte(0x80 | (c & 0x3F));
  } else if (c < 0x110000) {
    byte(0xF0 | c >> 18);
    byte(0x80 | (c >> 12 & 0x3F));
    byte(0x80 | (c >> 6 & 0x3F));
    byte(0x80 | (c & 0x3F));
  } else {
    return false;
  }
  return true;
}

// Reads up to `most` digits of `base` at the front of `rest`; the number of digits, or -1 past 32
// bits.
int read_number(std::string_view& rest, int base, int most, std::uint32_t& value) {
  int count = 0;
  value = 0;
  while (count < most && !rest.empty() && digit(rest.front()) < base) {
    if (value > 0x0FFFFFFF) return -1;
    value =
        value * static_cast<std::uint32_t>(base) + static_cast<std::uint32_t>(digit(rest.front()));
    rest.remove_prefix(1);
    ++count;
  }
  return count;
}

// `rest` stands after the backslash.
bool append_escape(std::string& text, std::string_view& rest) {
  if (rest.empty()) return false;
  const char c = rest.front();
  std::uint32_t value = 0;
  if (c >= '0' && c <= '7') {
    if (read_number(rest, 8, 3, value) < 1 || value > 0xFF) return false;
    text += static_cast<char>(value);
    return true;
  }
  rest.remove_prefix(1);
  constexpr std::string_view names = "abfnrtv", codes = "\a\b\f\n\r\t\v";
  if (const auto at = names.find(c); at != std::string_view::npos) {
    text += codes[at];
    return true;
  }
  switch (c) {
    case '\'':
    case '"':
    case '?':
    case '\\':
      text += c;
      return true;
    case 'x':
      if (read_number(rest, 16, 1 << 20, value) < 1 || value > 0xFF) return false;
      text += static_cast<char>(value);
      return true;
    case 'u':
      return read_number(rest, 16, 4, value) == 4 && append_utf8(text, value);
    case 'U':
      return read_number(rest, 16, 8, value) == 8 && append_utf8(text, value);
    default:
      return false;
  }
}

std::optional<std::string> raw_text(std::string_view rest) {
  const auto open = rest.find('(');
  if (open == std::string_view::npos) return std::nullopt;
  const std::string close = ")" + std::string(rest.substr(0, open)) + "\"";
  const auto end = rest.rfind(close);
  if (end == std::string_view::npos || end < open) return std::nullopt;
  const std::string_view suffix = rest.substr(end + close.size());
  if (!suffix.empty() && suffix != "sv") return std::nullopt;
  return std::string(rest.substr(open + 1, end - open - 1));
}

}  // namespace

std::optional<std::string> string_literal_text(std::string_view spelling) {
  if (spelling.starts_with("u8")) spelling.remove_prefix(2);
  if (spelling.starts_with("R\"")) return raw_text(spelling.substr(2));
  if (!spelling.starts_with('"')) return std::nullopt;
  std::string_view rest = spelling.substr(1);
  std::string text;
  while (!rest.empty()) {
    const char c = rest.front();
    rest.remove_prefix(1);
    if (c == '"') return rest.empty() || rest == "sv" ? std::optional(text) : std::nullopt;
    if (c != '\\') {
      text += c;
    } else if (!append_escape(text, rest)) {
      return std::nullopt;
    }
  }
  return std::nullopt;
}

}  // namespace limbeck::compiler
