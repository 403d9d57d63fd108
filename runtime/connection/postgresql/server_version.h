// Which versions of PostgreSQL limbeck works with.
#pragma once

#include <string>

namespace limbeck::connection {

/// What is wrong with a server of that version (libpq's PQserverVersion; 0 where it does not say);
/// empty where nothing is.
std::string too_old(int server_version, const std::string& place);

}  // namespace limbeck::connection
