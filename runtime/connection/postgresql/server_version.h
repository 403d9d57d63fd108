// Which versions of PostgreSQL limbeck works with.
#pragma once

#include <string>

namespace limbeck::connection {

/// The oldest, as libpq numbers it. The newest that the tests run on is 18; a newer one is taken.
inline constexpr int oldest_server = 130000;

/// What is wrong with a server of that version (libpq's PQserverVersion; 0 where it does not say);
/// empty where nothing is.
std::string too_old(int server_version, const std::string& place);

}  // namespace limbeck::connection
