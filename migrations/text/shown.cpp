#include "migrations/text/shown.h"

#include <algorithm>
#include <cstdint>

namespace limbeck {
namespace {

struct Character {
  std::size_t size = 1;
  std::uint32_t code = 0;
  enum class Kind : unsigned char { whole, cut_off, no_utf8 } kind = Kind::no_utf8;
};

/// Of a text that is not empty. RFC 3629: no longer form than needed, no surrogates.
Character first_of(std::string_view text) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  const unsigned lead = byte(0);
  if (lead < 0x80) return {1, lead, Character::Kind::whole};
  if (lead < 0xC2 || lead > 0xF4) return {};
  const std::size_t size = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  const unsigned least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const unsigned most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  std::uint32_t code = lead & (0x7FU >> size);
  for (std::size_t i = 1; i < size; ++i) {
    if (i == text.size()) return {i, 0, Character::Kind::cut_off};
    if (byte(i) < (i == 1 ? least : 0x80) || byte(i) > (i == 1 ? most : 0xBF)) return {};
    code = code << 6 | (byte(i) & 0x3F);
  }
  return {size, code, Character::Kind::whole};
}

/// Beyond ASCII. https://www.unicode.org/reports/tr9/ (marks of direction)
bool is_obeyed(std::uint32_t code) {
  constexpr std::uint32_t ranges[][2] = {
      {0x80, 0x9F}, {0x61C, 0x61C}, {0x200E, 0x200F}, {0x2028, 0x202E}, {0x2066, 0x2069}};
  return std::any_of(std::begin(ranges), std::end(ranges),
                     [&](const auto& range) { return code >= range[0] && code <= range[1]; });
}

void append_escape(std::string& out, char kind, std::uint32_t code, int digits) {
  out += '\\';
  out += kind;
  while (digits-- > 0) out += "0123456789abcdef"[code >> (4 * digits) & 15];
}

}  // namespace

std::size_t append_shown(std::string& out, std::string_view text, LineEnds line_ends,
                         bool more_follows) {
  const bool stay = line_ends == LineEnds::stay;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view rest = text.substr(at);
    const Character next = first_of(rest);
    if (more_follows && (next.kind == Character::Kind::cut_off || rest == "\r")) return at;
    if (next.kind != Character::Kind::whole) {
      append_escape(out, 'x', static_cast<unsigned char>(rest[0]), 2);
      ++at;
      continue;
    }
    at += next.size;
    const char c = rest[0];
    if (next.code >= 0x80 ? !is_obeyed(next.code) : next.code >= 0x20 && next.code != 0x7F) {
      out += rest.substr(0, next.size);
    } else if (stay && (c == '\n' || c == '\t' || rest.starts_with("\r\n"))) {
      out += c;
    } else if (c == '\n' || c == '\t' || c == '\r') {
      out += '\\';
      out += c == '\n' ? 'n' : c == '\t' ? 't' : 'r';
    } else if (next.code < 0x20) {
      append_escape(out, 'x', next.code, 2);
    } else {
      append_escape(out, 'u', next.code, 4);  // also what JSON says
    }
  }
  return text.size();
}

std::string shown(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  append_shown(out, text, LineEnds::stay, false);
  return out;
}

std::string one_line(std::string_view text) {
  std::string line;
  line.reserve(text.size());
  append_shown(line, text, LineEnds::escaped, false);
  return line;
}

std::string_view beginning(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80) --most;
  return text.substr(0, most);
}

}  // namespace limbeck
