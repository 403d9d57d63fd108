#include "runtime/connection/url.h"

#include <algorithm>
#include <array>
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

std::string percent_decoded(std::string_view text, std::string_view url) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    int high = i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
    int low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
    if (high < 0 || low < 0 || (high == 0 && low == 0)) {
      refuse(concat(
          {"the URL '", without_password(url),
           "' has a '%' that starts no percent-encoded character; write %25 for a '%' itself"}));
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

bool is_keyword_string(std::string_view text) {
  constexpr std::array<std::string_view, 8> keywords{"host", "hostaddr", "port",    "dbname",
                                                     "user", "password", "service", "sslmode"};
  std::size_t start = text.find_first_not_of(' ');
  if (start == std::string_view::npos) return false;
  std::size_t equals = text.find('=', start);
  if (equals == std::string_view::npos) return false;
  std::string first = lower(text.substr(start, equals - start));
  while (!first.empty() && first.back() == ' ') first.pop_back();
  return std::ranges::find(keywords, first) != keywords.end();
}

void read_options(std::string_view query, std::string_view url, Url& out) {
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
      std::string name(option.substr(0, option.find('=')));
      refuse(
          concat({"the URL '", without_password(url), "' has the option '", name,
                  "', which is not understood for SQLite; there is mode=ro, mode=rw, mode=rwc and "
                  "mode=memory",
                  " (a '?' that is part of the file's name is written %3F)"}));
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
      refuse(concat({"the URL '", without_password(text),
                     "' names a host, and SQLite has none; write sqlite:///", after_host,
                     " for a relative path, or sqlite:////… for an absolute one"}));
    }
    file = after_host.empty() ? after_host : after_host.substr(1);
  }
  url.path = percent_decoded(file, text);
  if (url.path == ":memory:") url.path.clear();
  if (question != std::string_view::npos) read_options(rest.substr(question + 1), text, url);
  url.shown = url.path.empty() ? ":memory:" : url.path;
  return url;
}

}  // namespace

Url parse_url(std::string_view text) {
  if (text.empty()) {
    refuse(
        "no database is named; give a URL such as sqlite:shop.db by --url or LIMBECK_DATABASE_URL");
  }
  if (text.find('\0') != std::string_view::npos) refuse("a database URL cannot hold a NUL byte");
  if (text == ":memory:")
    return {.dialect = "sqlite", .text = ":memory:", .shown = ":memory:", .path = {}};

  if (std::optional<std::string> scheme = scheme_of(text)) {
    std::string_view rest = text.substr(text.find(':') + 1);
    if (*scheme == "sqlite" || *scheme == "sqlite3") return sqlite_url(text, rest);
    std::string dialect = *scheme;
    if (dialect == "postgres") dialect = "postgresql";
    if (dialect == "mariadb") dialect = "mysql";
    if (dialect == "postgresql" || dialect == "mysql") {
      return {.dialect = dialect,
              .text = std::string(text),
              .shown = without_password(text),
              .path = {}};
    }
    refuse(concat(
        {"the URL '", without_password(text), "' starts with '", *scheme,
         ":', which names no database that limbeck knows; a SQLite file is written sqlite:path"}));
  }
  if (is_keyword_string(text)) {
    return {.dialect = "postgresql",
            .text = std::string(text),
            .shown = without_password(text),
            .path = {}};
  }
  if (text.find('/') != std::string_view::npos || text.find('\\') != std::string_view::npos ||
      ends_with_any(text, {".db", ".db3", ".sqlite", ".sqlite3"})) {
    std::string path(text);
    return {.dialect = "sqlite", .text = path, .shown = path, .path = path};
  }
  refuse(
      concat({"'", without_password(text),
              "' is no database URL; a SQLite file is written sqlite:", without_password(text)}));
}

}  // namespace limbeck::connection
