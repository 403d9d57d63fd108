// Versions of PostgreSQL, as libpq numbers them: 150018 is 15.18, and 90603 is 9.6.3.
#pragma once

#include <string>
#include <string_view>

namespace limbeck::sql::postgresql {

/// The oldest that limbeck works with. The newest that the tests run on is 18; a newer one is
/// taken.
inline constexpr int oldest_server = 130000;
/// The one whose limits are refused whatever the version: what newer ones have instead is not used.
inline constexpr int usual_server = 15;

/// `PostgreSQL 15 has no …`, of the usual one.
std::string no_such(std::string_view what);

/// Dialect::read_version.
int read_version(std::string_view text);
/// `13` where it is all of a major version, else `13.4`.
std::string version_text(int version);
/// `15`, or `9.6`.
std::string major_version(int version);

}  // namespace limbeck::sql::postgresql
