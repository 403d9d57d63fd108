#include "runtime/connection/url.h"

#include <algorithm>
#include <cctype>
#include <optional>

#include "limbeck/error.h"
#include "migrations/text/concat.h"

namespace limbeck::connection {
namespace {

[[noreturn]] void refuse(std::string message) { throw Error(Error::Code::usage, message); }

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

bool ends_with_any(std::string_view text, std::initializer_list<std::string_view> endings) {
  return std::ranges::any_of(endings,
                             [&](std::string_view ending) { return text.ends_with(ending); });
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    int high = i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
    int low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
    if (high < 0 || low < 0 || (high == 0 && low == 0)) {
      refuse(
          "the database's URL has a '%' that starts no percent-encoded character; write %25 for a '%' "
          "itself");
    }
    out += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return out;
}

/// The scheme before the first colon, without SQLAlchemy's `+driver`; none if there is no scheme.
std::optional<std::string> scheme_of(std::string_view text) {
  std::size_t colon = text.find(':');
  // One letter is a drive.
  if (colon == std::string_view::npos || colon < 2) return std::nullopt;
  std::string scheme = lower(text.substr(0, colon));
  for (char c : scheme) {
    if (!std::isalnum(static_cast<unsigned char>(c)) && c != '+' && c != '-' && c != '.' &&
        c != '_') {
      return std::nullopt;
    }
  }
  return scheme.substr(0, scheme.find('+'));
}

/// `host=…`: a word and an equals sign, whatever libpq says of the word. What is none of its keywords is
/// refused by it, and no file is made of that name.
bool is_keyword_string(std::string_view text) {
  const std::size_t end = text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_");
  if (end == std::string_view::npos || end == 0) return false;
  const std::size_t equals = text.find_first_not_of(" \t\r\n", end);
  return equals != std::string_view::npos && text[equals] == '=';
}

bool is_word(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](unsigned char c) {
    return std::isalpha(c) != 0 || c == '_';
  });
}

void read_options(std::string_view query, Url& out) {
  while (!query.empty()) {
    std::size_t end = std::min(query.find('&'), query.size());
    std::string_view option = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (option == "mode=ro") {
      out.mode = Url::Mode::read_only;
    } else if (option == "mode=rw") {
      out.mode = Url::Mode::read_write;
    } else if (option == "mode=rwc") {
      out.mode = Url::Mode::create;
    } else if (option == "mode=memory") {
      out.path.clear();
    } else {
      const std::string_view name = option.substr(0, option.find('='));
      refuse(concat({"the database's URL has ", is_word(name) ? "the option '" : "an option",
                     is_word(name) ? name : "", is_word(name) ? "'" : "",
                     ", which is not understood for SQLite; there is mode=ro, mode=rw, mode=rwc and "
                     "mode=memory (a '?' that is part of the file's name is written %3F)"}));
    }
  }
}

Url sqlite_url(std::string_view text, std::string_view rest) {
  Url url{.dialect = "sqlite", .text = std::string(text), .shown = {}, .path = {}};
  std::size_t question = rest.find('?');
  std::string_view file = rest.substr(0, question);
  if (file.starts_with("//")) {
    std::string_view after_host = file.substr(2);
    if (!after_host.empty() && after_host.front() != '/') {
      refuse(
          "the database's URL names a host, and SQLite has none; a relative path is written "
          "sqlite:///shop.db, an absolute one sqlite:////var/lib/shop.db");
    }
    file = after_host.empty() ? after_host : after_host.substr(1);
  }
  // SQLite's own form in ours, as SQLAlchemy writes it.
  if (file.starts_with("file:")) {
    file.remove_prefix(5);
    if (file.starts_with("///")) file.remove_prefix(2);
  }
  url.path = percent_decoded(file);
  if (url.path == ":memory:") url.path.clear();
  if (question != std::string_view::npos) read_options(rest.substr(question + 1), url);
  url.shown = url.path.empty() ? ":memory:" : url.path;
  return url;
}

/// SQLite's URIs (sqlite.org/uri.html): `file:shop.db`, `file:/var/shop.db`, `file:///var/shop.db`.
Url file_url(std::string_view text, std::string_view rest) {
  if (rest.starts_with("//localhost/")) rest.remove_prefix(11);
  if (rest.starts_with("///")) rest.remove_prefix(2);
  if (rest.starts_with("//")) refuse("a file: URL names no host; write file:///var/lib/shop.db");
  return sqlite_url(text, rest);
}

std::string_view without_space_around(std::string_view text) {
  constexpr std::string_view space = " \t\r\n";
  const std::size_t first = text.find_first_not_of(space);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(space) - first + 1);
}

/// A path that could also be a URL, or keywords, or have a password in it, is written `sqlite:path`.
bool is_plain_path(std::string_view text) {
  if (text.size() > 1 && text[1] == ':' && std::isalpha(static_cast<unsigned char>(text[0])) != 0)
    text.remove_prefix(2);  // a drive
  if (text.find_first_of("@=:?&'\"\n\r\t") != std::string_view::npos || text.starts_with("//"))
    return false;
  return text.find_first_of("/\\") != std::string_view::npos ||
         ends_with_any(text, {".db", ".db3", ".sqlite", ".sqlite3"});
}

}  // namespace

Url parse_url(std::string_view given) {
  const std::string_view text = without_space_around(given);
  if (text.empty()) {
    refuse(
        "no database is named; give a URL such as sqlite:shop.db by --url or LIMBECK_DATABASE_URL");
  }
  if (text.find('\0') != std::string_view::npos) refuse("a database URL cannot hold a NUL byte");
  if (text == ":memory:")
    return {.dialect = "sqlite", .text = ":memory:", .shown = ":memory:", .path = {}};
  if (text.front() == '\'' || text.front() == '"')
    refuse("the database's URL stands in quotes; write it without them");

  if (is_keyword_string(text)) {
    return {
        .dialect = "postgresql", .text = std::string(text), .shown = "postgresql", .path = {}};
  }
  if (std::optional<std::string> scheme = scheme_of(text)) {
    std::string_view rest = text.substr(text.find(':') + 1);
    if (*scheme == "sqlite" || *scheme == "sqlite3") return sqlite_url(text, rest);
    if (*scheme == "file") return file_url(text, rest);
    std::string dialect = *scheme;
    if (dialect == "postgres") dialect = "postgresql";
    if (dialect == "mariadb") dialect = "mysql";
    if (dialect == "postgresql" || dialect == "mysql")
      return {.dialect = dialect, .text = std::string(text), .shown = dialect, .path = {}};
    // What stands before a colon may be part of a user or a password, if no URL is meant at all.
    if (rest.starts_with("//")) {
      refuse(concat({"the database's URL starts with '", *scheme,
                     ":', which names no database that limbeck knows; there is sqlite:path and "
                     "postgresql://user@host/database"}));
    }
  }
  if (is_plain_path(text)) {
    std::string path(text);
    return {.dialect = "sqlite", .text = path, .shown = path, .path = path};
  }
  refuse(
      "what names the database is no URL that limbeck knows (it is not shown, as it may hold a "
      "password); a SQLite file is written sqlite:path, a PostgreSQL database "
      "postgresql://user@host/database");
}

}  // namespace limbeck::connection
