#include "runtime/connection/postgresql/conninfo.h"

#include <algorithm>
#include <vector>

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

/// The values of asyncpg's and pg8000's `ssl`, in libpq's words.
std::string sslmode(std::string_view value) {
  if (value == "true" || value == "True" || value == "1") return "require";
  if (value == "false" || value == "False" || value == "0") return "disable";
  return std::string(value);
}

std::string url_options(std::string_view query) {
  std::string out;
  const auto add = [&](const std::string& option) { out += (out.empty() ? "?" : "&") + option; };
  std::vector<std::string> names;
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view option = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (option.empty()) continue;
    const std::size_t equals = std::min(option.find('='), option.size());
    names.emplace_back(option.substr(0, equals));
    if (names.back() == "ssl" && equals < option.size()) {
      add("sslmode=" + sslmode(option.substr(equals + 1)));
    } else {
      add(std::string(option));
    }
  }
  for (const Option& option : defaults) {
    if (std::ranges::find(names, option.name) != names.end()) continue;
    add(concat({option.name, "=", option.value}));
  }
  return out;
}

std::string from_url(std::string_view url, std::size_t scheme_end) {
  // A password may hold a '?' that nobody encoded: the options start after the host.
  std::size_t question = url.rfind('?');
  if (question != std::string_view::npos && url.find('@', question) != std::string_view::npos) {
    question = std::string_view::npos;
  }
  return concat({"postgresql", std::string(url.substr(scheme_end, question - scheme_end)),
                 url_options(question == std::string_view::npos ? std::string_view()
                                                                : url.substr(question + 1))});
}

}  // namespace

std::string conninfo(std::string_view url) {
  const std::size_t scheme_end = url.find("://");
  if (scheme_end != std::string_view::npos &&
      url.substr(0, scheme_end).find_first_of("= ") == std::string_view::npos) {
    return from_url(url, scheme_end);
  }
  // Keywords: the last of two wins, so limbeck's stand before the user's.
  std::string out;
  for (const Option& option : defaults) {
    out += concat({option.name, "=", option.value, " "});
  }
  return out + std::string(url);
}

}  // namespace limbeck::connection
