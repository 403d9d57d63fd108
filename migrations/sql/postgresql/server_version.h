// Versions of PostgreSQL, as libpq numbers them: 150018 is 15.18, and 90603 is 9.6.3.
#pragma once

#include <string>
#include <string_view>

namespace limbeck::sql::postgresql {

/// The oldest version that limbeck supports. The tests run on versions up to 18; newer ones are
/// accepted.
inline constexpr int oldest_server = 130000;
/// The version whose limits apply to all servers. Extensions of these limits in newer ones are not
/// used.
inline constexpr int usual_server = 15;

/// `PostgreSQL 15 has no …`, for that version.
std::string no_such(std::string_view what);

/// Dialect::read_version.
int read_version(std::string_view text);
/// `13` for a whole major version, or `13.4`.
std::string version_text(int version);
/// `15`, or `9.6`.
std::string major_version(int version);

}  // namespace limbeck::sql::postgresql
