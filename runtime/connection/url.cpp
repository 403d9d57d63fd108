#include "runtime/connection/url_form.h"

#include <algorithm>
#include <cctype>
#include <optional>

#include "limbeck/error.h"
#include "migrations/text/concat.h"

namespace limbeck::connection {
namespace {

constexpr const UrlForm* url_forms[] = {
#define LIMBECK_DIALECT(name, title, needs_server) &name##_url_form,
#define LIMBECK_OTHER_DATABASE(name) &name##_url_form,
#include "limbeck/dialects.def"
};

[[noreturn]] void refuse(const std::string& message) { throw Error(Error::Code::usage, message); }

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
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

/// `sqlite:path and postgresql://user@host/database`
std::string examples() {
  std::string list;
  for (const UrlForm* form : url_forms) {
    if (!form->example.empty()) list += concat({list.empty() ? "" : " and ", form->example});
  }
  return list;
}

/// `a SQLite file is written sqlite:path, a PostgreSQL database postgresql://user@host/database`
std::string ways_to_write() {
  std::string list;
  for (const UrlForm* form : url_forms) {
    if (form->example.empty()) continue;
    list += concat({list.empty() ? "" : ", ", "a ", form->thing,
                    list.empty() ? " is written " : " ", form->example});
  }
  return list;
}

std::string_view without_space_around(std::string_view text) {
  constexpr std::string_view space = " \t\r\n";
  const std::size_t first = text.find_first_not_of(space);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(space) - first + 1);
}

}  // namespace

Url parse_url(std::string_view given) {
  const std::string_view text = without_space_around(given);
  if (text.empty()) {
    refuse(
        "no database is named; give a URL such as sqlite:shop.db by --url or LIMBECK_DATABASE_URL");
  }
  if (text.find('\0') != std::string_view::npos) refuse("a database URL cannot hold a NUL byte");
  if (text.front() == '\'' || text.front() == '"')
    refuse("the database's URL stands in quotes; write it without them");

  if (const std::optional<std::string> scheme = scheme_of(text)) {
    const std::string_view rest = text.substr(text.find(':') + 1);
    for (const UrlForm* form : url_forms) {
      if (std::ranges::find(form->schemes, *scheme) != form->schemes.end())
        return form->read(text, *scheme, rest);
    }
    // What stands before a colon may be part of a user or a password, if no URL is meant at all.
    if (rest.starts_with("//")) {
      refuse(concat({"the database's URL starts with '", *scheme,
                     ":', which names no database that limbeck knows; there is ", examples()}));
    }
  }
  for (const UrlForm* form : url_forms) {
    if (form->read_bare == nullptr) continue;
    if (std::optional<Url> url = form->read_bare(text)) return *std::move(url);
  }
  refuse(
      concat({"what names the database is no URL that limbeck knows (it is not shown, as it may "
              "hold a password); ",
              ways_to_write()}));
}

}  // namespace limbeck::connection
