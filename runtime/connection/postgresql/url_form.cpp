#include "runtime/connection/url_form.h"

namespace limbeck::connection {
namespace {

Url url_of(std::string_view text) {
  return {.dialect = "postgresql", .text = std::string(text), .shown = "postgresql", .path = {}};
}

/// `host=…`: a word and an equals sign, whatever libpq says of the word. What is none of its
/// keywords is refused by it, and no file is made of that name.
bool is_keyword_string(std::string_view text) {
  const std::size_t end =
      text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_");
  if (end == std::string_view::npos || end == 0) return false;
  const std::size_t equals = text.find_first_not_of(" \t\r\n", end);
  return equals != std::string_view::npos && text[equals] == '=';
}

Url read(std::string_view text, std::string_view, std::string_view) { return url_of(text); }

std::optional<Url> read_bare(std::string_view text) {
  if (!is_keyword_string(text)) return std::nullopt;
  return url_of(text);
}

constexpr std::string_view schemes[] = {"postgresql", "postgres"};

}  // namespace

constinit const UrlForm postgresql_url_form{
    .schemes = schemes,
    .thing = "PostgreSQL database",
    .example = "postgresql://user@host/database",
    .read = read,
    .read_bare = read_bare,
};

}  // namespace limbeck::connection
