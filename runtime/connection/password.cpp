#include <algorithm>
#include <cctype>

#include "runtime/connection/url.h"

namespace limbeck::connection {
namespace {

/// The end of a libpq keyword's value: quoted with backslash escapes, or up to white space.
std::size_t end_of_value(std::string_view text, std::size_t at, std::string_view stops) {
  if (at < text.size() && text[at] == '\'') {
    for (++at; at < text.size() && text[at] != '\''; ++at) {
      if (text[at] == '\\') ++at;
    }
    return std::min(at + 1, text.size());
  }
  return std::min(text.find_first_of(stops, at), text.size());
}

bool names_password(std::string_view text, std::size_t at) {
  constexpr std::string_view word = "password";
  if (text.size() - at < word.size()) return false;
  return std::equal(
      word.begin(), word.end(), text.begin() + static_cast<std::ptrdiff_t>(at),
      [](char a, char b) { return a == std::tolower(static_cast<unsigned char>(b)); });
}

}  // namespace

std::string without_password(std::string_view text) {
  std::string out;
  std::size_t copied = 0;
  auto hide = [&](std::size_t from, std::size_t to) {
    out.append(text, copied, from - copied).append("***");
    copied = to;
  };

  // scheme://user:password@host. A password may hold an '@' or '/' that nobody encoded, so the last
  // '@' before the options ends it: showing too little is the safe mistake.
  std::size_t authority = text.find("://");
  if (authority != std::string_view::npos) {
    authority += 3;
    std::size_t at = text.rfind('@', text.find('?', authority));
    if (at == std::string_view::npos || at < authority) at = text.rfind('@');
    std::size_t colon = text.find(':', authority);
    if (at != std::string_view::npos && colon != std::string_view::npos && colon < at) {
      hide(colon + 1, at);
    }
  }

  // password=… among a URL's options or libpq's keywords.
  bool is_url = authority != std::string_view::npos;
  for (std::size_t at = copied; at < text.size(); ++at) {
    if (!names_password(text, at)) continue;
    std::size_t value = at + 8;
    while (value < text.size() && text[value] == ' ') ++value;
    if (value >= text.size() || text[value] != '=') continue;
    ++value;
    while (value < text.size() && text[value] == ' ') ++value;
    std::size_t end = end_of_value(text, value, is_url ? "&" : " \t\n");
    hide(value, end);
    at = end;
  }
  out.append(text, copied, text.size() - copied);
  return out;
}

}  // namespace limbeck::connection
