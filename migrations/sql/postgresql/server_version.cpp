#include "migrations/sql/postgresql/server_version.h"

#include <charconv>

#include "migrations/text/concat.h"

namespace limbeck::sql::postgresql {
namespace {

/// A number of at most three digits that the text is; -1 where it is something else.
int number(std::string_view text) {
  int value = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool is_number = error == std::errc() && end == text.data() + text.size();
  return is_number && text.size() <= 3 ? value : -1;
}

}  // namespace

std::string no_such(std::string_view what) {
  return concat({"PostgreSQL ", std::to_string(usual_server), " has no ", what});
}

int read_version(std::string_view text) {
  const std::size_t dot = text.find('.');
  const int major = number(text.substr(0, dot));
  const int minor = dot == std::string_view::npos ? 0 : number(text.substr(dot + 1));
  if (major < 0 || minor < 0) return 0;
  const int version = major * 10000 + minor;
  return version < oldest_server ? 0 : version;
}

std::string version_text(int version) {
  const int minor = version % 10000;
  return minor == 0 || version < 100000
             ? major_version(version)
             : concat({major_version(version), ".", std::to_string(minor)});
}

std::string major_version(int version) {
  // Up to 9.6 a major version has two numbers.
  if (version >= 100000) return std::to_string(version / 10000);
  return concat({std::to_string(version / 10000), ".", std::to_string(version / 100 % 100)});
}

}  // namespace limbeck::sql::postgresql
