#include "runtime/connection/postgresql/conninfo.h"

#include <libpq-fe.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

#include "limbeck/error.h"
#include "migrations/text/concat.h"

namespace limbeck::connection {
namespace {

struct Option {
  std::string_view name, value;
};

/// What limbeck's sessions have unless the URL says otherwise. A server that is gone without a word
/// is noticed in a minute, not in the system's two hours.
constexpr Option defaults[] = {{"client_encoding", "UTF8"},
                               {"fallback_application_name", "limbeck"},
                               {"keepalives_idle", "30"},
                               {"keepalives_interval", "10"},
                               {"keepalives_count", "3"}};
/// Seconds for each host; libpq's own default is to wait for ever.
constexpr Option connect_timeout = {"connect_timeout", "10"};

[[noreturn]] void refuse(std::string_view why) {
  throw Error(Error::Code::usage, concat({"the URL of the PostgreSQL database cannot be read: ",
                                          why, " (it is not shown, as it may hold a password)"}));
}

std::string at_character(std::size_t index) {
  return concat({" at character ", std::to_string(index + 1)});
}

/// The values of asyncpg's and pg8000's `ssl`, in libpq's words.
std::string sslmode(std::string_view value) {
  if (value == "true" || value == "True" || value == "1") return "require";
  if (value == "false" || value == "False" || value == "0") return "disable";
  return std::string(value);
}

std::string libpq_options(std::string_view query) {
  std::string out;
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view option = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (option.empty()) continue;
    out += out.empty() ? "?" : "&";
    out +=
        option.starts_with("ssl=") ? "sslmode=" + sslmode(option.substr(4)) : std::string(option);
  }
  return out;
}

void check_percent(std::string_view url) {
  const auto digit = [&](std::size_t at) {
    return at < url.size() &&
           std::string_view("0123456789abcdefABCDEF").find(url[at]) != std::string_view::npos;
  };
  for (std::size_t at = 0; (at = url.find('%', at)) != std::string_view::npos; ++at) {
    if (digit(at + 1) && digit(at + 2) && url.substr(at + 1, 2) != "00") continue;
    refuse(concat({"the '%'", at_character(at),
                   " starts no percent-encoded character; write %25 for a '%' itself"}));
  }
}

/// Refuses brackets around anything but an IPv6 address: libpq takes everything up to the next ']'
/// for the host's name, also a part of the password or the options, and messages name the host.
void check_addresses(std::string_view url, std::size_t hosts) {
  for (std::size_t at = hosts; at < url.size() && url[at] == '[';) {
    std::size_t end = url.find_first_not_of("0123456789abcdefABCDEF:.", at + 1);
    // A zone: `[fe80::1%25eth0]`.
    if (end < url.size() && url[end] == '%') end = url.find_first_of("]@/?[,", end);
    if (end < url.size() && url[end] != ']') {
      refuse(concat({"the '['", at_character(at),
                     " is not followed by an IPv6 address and ']'; in a user's name or a password "
                     "write %40 for '@' and %5B for '['"}));
    }
    end = url.find_first_of(",/?", end);
    if (end >= url.size() || url[end] != ',') return;
    at = end + 1;
  }
}

/// libpq's form of a URL: without SQLAlchemy's driver. The user and the password end at the first
/// '@', if no '/' stands before it, as in libpq (fe-connect.c, conninfo_uri_parse_options).
std::string libpq_url(std::string_view url) {
  check_percent(url);
  const std::size_t colon = url.find(':');
  if (!url.substr(colon + 1).starts_with("//")) {
    refuse("two slashes follow the colon of its scheme: postgresql://user@host/database");
  }
  const std::size_t start = colon + 3;
  const std::size_t slash = std::min(url.find('/', start), url.size());
  std::size_t at = url.find('@', start);
  const std::size_t after_user = at < slash ? at + 1 : start;
  // `db?user=a@b`: libpq takes all before the '@' for the user's name.
  const std::size_t name_end = url.find_first_of("?:@/", start);
  if (after_user > start && url[name_end] == '?') {
    refuse(concat({"it has a '?'", at_character(name_end),
                   " and an '@' after it; write %3F for '?' in a user's name and %40 for '@' in an "
                   "option"}));
  }
  check_addresses(url, after_user);
  const std::size_t question = std::min(url.find('?', after_user), url.size());
  at = url.find('@', after_user);
  if (at < question) {
    refuse(concat({"it has an '@'", at_character(at),
                   " that does not end the user and password; in these and in the database's name "
                   "write %40 for '@', %2F for '/', %3A for ':' and %3F for '?'"}));
  }
  return concat({"postgresql", url.substr(colon, question - colon),
                 libpq_options(url.substr(std::min(question + 1, url.size())))});
}

/// What kind of mistake libpq's parser has found: its own sentence quotes the text.
std::string_view kind_of(std::string_view message) {
  struct Kind {
    std::string_view start, words;
  };
  constexpr Kind kinds[] = {
      {"missing \"=\"",
       "a word stands without '=' after it; a value with blanks is written in single quotes"},
      {"invalid connection option",
       "it has a keyword that libpq does not know; a value with blanks is written in single "
       "quotes"},
      {"invalid URI query parameter", "it has an option after '?' that libpq does not know"},
      {"unterminated quoted string", "the single quote that ends a value is missing"},
      {"missing key/value separator", "an option after '?' has no '='"},
      {"extra key/value separator", "an option after '?' has more than one '='"},
      {"end of string reached", "the ']' that ends an IPv6 address is missing"},
      {"IPv6 host address may not be empty", "an IPv6 address is empty"},
      {"unexpected character", "something stands between the ']' of an IPv6 address and the port"},
      {"invalid percent-encoded token", "a '%' starts no percent-encoded character"},
  };
  for (const Kind& kind : kinds) {
    if (message.starts_with(kind.start)) return kind.words;
  }
  return "libpq does not take it; see \"Connection Strings\" in PostgreSQL's documentation";
}

struct FreeOptions {
  void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};
using ParsedOptions = std::unique_ptr<PQconninfoOption, FreeOptions>;

ParsedOptions parsed(const std::string& text) {
  char* message = nullptr;
  ParsedOptions options(PQconninfoParse(text.c_str(), &message));
  if (options != nullptr) return options;
  const std::string_view kind = kind_of(message == nullptr ? "" : message);
  PQfreemem(message);
  refuse(kind);
}

/// libpq's keyword string: `name='value'`, with a backslash before quotes and backslashes.
void add(std::string& out, std::string_view name, std::string_view value) {
  if (!out.empty()) out += ' ';
  out += concat({name, "='"});
  for (const char c : value) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  out += '\'';
}

bool is_set(const char* environment) {
  const char* value = std::getenv(environment);
  return value != nullptr && *value != '\0';
}

}  // namespace

std::string Conninfo::without_secrets(std::string_view text) const {
  std::string out(text);
  for (const std::string& secret : secrets) {
    if (secret.empty()) continue;
    for (std::size_t at = 0; (at = out.find(secret, at)) != std::string::npos; at += 3)
      out.replace(at, secret.size(), "***");
  }
  return out;
}

Conninfo parse_conninfo(std::string_view url) {
  const std::size_t name = url.find_first_of(": =\t\r\n");
  const bool is_url = name != std::string_view::npos && url[name] == ':';
  const ParsedOptions options = parsed(is_url ? libpq_url(url) : std::string(url));
  Conninfo conninfo;
  std::string user, host, port, database;
  std::vector<std::string_view> names;
  for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option) {
    if (option->val == nullptr) continue;
    const std::string_view keyword = option->keyword, value = option->val;
    names.push_back(keyword);
    add(conninfo.text, keyword, value);
    // Fields that libpq itself hides in a connection dialog.
    if (std::string_view(option->dispchar) == "*") conninfo.secrets.emplace_back(value);
    if (keyword == "user") user = value;
    if (keyword == "host" || (keyword == "hostaddr" && host.empty())) host = value;
    if (keyword == "port") port = value;
    if (keyword == "dbname") database = value;
  }
  if (port.find_first_not_of("0123456789,") != std::string::npos) {
    refuse(
        "its port is no number; in a password write %2F for '/', %3A for ':', %3F for '?' and %40 "
        "for "
        "'@'");
  }
  const auto add_default = [&](const Option& option) {
    if (std::ranges::find(names, option.name) == names.end())
      add(conninfo.text, option.name, option.value);
  };
  for (const Option& option : defaults) add_default(option);
  // What the environment or a service says of it, libpq takes only where the text says nothing.
  if (!is_set("PGCONNECT_TIMEOUT") && !is_set("PGSERVICE") &&
      std::ranges::find(names, "service") == names.end()) {
    add_default(connect_timeout);
  }
  const char* hosts = host.empty() ? std::getenv("PGHOST") : host.c_str();
  conninfo.several_hosts =
      hosts != nullptr && std::string_view(hosts).find(',') != std::string_view::npos;
  if (!user.empty()) user += "@";
  if (!port.empty()) port.insert(0, ":");
  conninfo.place = concat({user, host, port, "/", database});
  return conninfo;
}

}  // namespace limbeck::connection
