#include <algorithm>
#include <cctype>

#include "limbeck/error.h"
#include "migrations/text/concat.h"
#include "runtime/connection/url_form.h"

namespace limbeck::connection {
namespace {

[[noreturn]] void refuse(const std::string& message) { throw Error(Error::Code::usage, message); }

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
          "the database's URL has a '%' that starts no percent-encoded character; write %25 for a "
          "'%' "
          "itself");
    }
    out += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return out;
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
      refuse(
          concat({"the database's URL has ", is_word(name) ? "the option '" : "an option",
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

/// A path that could also be a URL, or keywords, or have a password in it, is written
/// `sqlite:path`.
bool is_plain_path(std::string_view text) {
  if (text.size() > 1 && text[1] == ':' && std::isalpha(static_cast<unsigned char>(text[0])) != 0)
    text.remove_prefix(2);  // a drive
  if (text.find_first_of("@=:?&'\"\n\r\t") != std::string_view::npos || text.starts_with("//"))
    return false;
  return text.find_first_of("/\\") != std::string_view::npos ||
         ends_with_any(text, {".db", ".db3", ".sqlite", ".sqlite3"});
}

Url read(std::string_view text, std::string_view scheme, std::string_view rest) {
  return scheme == "file" ? file_url(text, rest) : sqlite_url(text, rest);
}

std::optional<Url> read_bare(std::string_view text) {
  if (text == ":memory:")
    return Url{.dialect = "sqlite", .text = ":memory:", .shown = ":memory:", .path = {}};
  if (!is_plain_path(text)) return std::nullopt;
  const std::string path(text);
  return Url{.dialect = "sqlite", .text = path, .shown = path, .path = path};
}

constexpr std::string_view schemes[] = {"sqlite", "sqlite3", "file"};

}  // namespace

constinit const UrlForm sqlite_url_form{
    .schemes = schemes,
    .thing = "SQLite file",
    .example = "sqlite:path",
    .read = read,
    .read_bare = read_bare,
};

}  // namespace limbeck::connection
