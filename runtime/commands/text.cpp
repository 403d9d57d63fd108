#include "runtime/commands/text.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>

namespace limbeck::commands {
namespace {

struct Character {
  std::size_t bytes = 1;
  std::size_t columns = 1;
};

bool between(std::uint32_t code, std::uint32_t first, std::uint32_t last) {
  return code >= first && code <= last;
}

// Unicode's combining marks and wide blocks, coarsely: this lays out a terminal's line, no more.
std::size_t columns_of(std::uint32_t code) {
  if (between(code, 0x300, 0x36F) || between(code, 0x200B, 0x200F) || between(code, 0xFE00, 0xFE0F))
    return 0;
  const bool wide = between(code, 0x1100, 0x115F) || between(code, 0x2E80, 0xA4CF) ||
                    between(code, 0xAC00, 0xD7A3) || between(code, 0xF900, 0xFAFF) ||
                    between(code, 0xFE30, 0xFE6F) || between(code, 0xFF00, 0xFF60) ||
                    between(code, 0x1F300, 0x1FAFF) || between(code, 0x20000, 0x3FFFD);
  return wide ? 2 : 1;
}

Character character_at(std::string_view text, std::size_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  if (first < 0x80) return {};
  const std::size_t bytes = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  std::uint32_t code = first & (0x7FU >> bytes);
  std::size_t found = 1;
  while (found < bytes && at + found < text.size() &&
         (static_cast<unsigned char>(text[at + found]) & 0xC0U) == 0x80U) {
    code = code << 6U | (static_cast<unsigned char>(text[at + found]) & 0x3FU);
    ++found;
  }
  return {found, columns_of(code)};
}

}  // namespace

std::size_t terminal_width(int file_descriptor) {
  if (const char* columns = std::getenv("COLUMNS")) {
    const long number = std::strtol(columns, nullptr, 10);
    if (number > 0) return static_cast<std::size_t>(number);
  }
  winsize size{};
  if (::isatty(file_descriptor) == 0 || ::ioctl(file_descriptor, TIOCGWINSZ, &size) != 0) return 0;
  return size.ws_col;
}

std::size_t width_of(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Character character = character_at(text, at);
    width += character.columns;
    at += character.bytes;
  }
  return width;
}

std::string cut(std::string_view text, std::size_t width, bool utf8) {
  if (width == 0 || width_of(text) <= width) return std::string(text);
  std::size_t end = 0;
  std::size_t columns = 0;
  while (end < text.size()) {
    const Character character = character_at(text, end);
    if (columns + character.columns > width - 1) break;
    columns += character.columns;
    end += character.bytes;
  }
  return std::string(text.substr(0, end)) + (utf8 ? "…" : ".");
}

std::string wrapped(std::string_view text, std::size_t width, std::size_t indent, std::size_t at) {
  std::string out;
  std::size_t column = at;
  bool first = true;
  for (std::size_t start = 0; start < text.size();) {
    if (text[start] == '\n') {
      out += "\n" + std::string(indent, ' ');
      column = indent;
      first = true;
      ++start;
      continue;
    }
    if (text[start] == ' ') {
      ++start;
      continue;
    }
    const std::size_t end = std::min(text.find_first_of(" \n", start), text.size());
    const std::string_view word = text.substr(start, end - start);
    const std::size_t size = width_of(word);
    if (!first && width > 0 && column + 1 + size > width) {
      out += "\n" + std::string(indent, ' ');
      column = indent;
    } else if (!first) {
      out += ' ';
      ++column;
    }
    out += word;
    column += size;
    first = false;
    start = end;
  }
  return out;
}

bool wants_utf8() {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    const char* value = std::getenv(name);
    if (value == nullptr || *value == '\0') continue;
    std::string locale(value);
    std::transform(locale.begin(), locale.end(), locale.begin(), [](unsigned char c) {
      return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    });
    return locale.find("utf-8") != std::string::npos || locale.find("utf8") != std::string::npos;
  }
  return false;
}

}  // namespace limbeck::commands
