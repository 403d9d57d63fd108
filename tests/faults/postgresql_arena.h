#pragma once

#include <string>
#include <vector>

#include "tests/servers/postgresql_server.h"

namespace limbeck::test {

/// What the program's server is (re)started with: room for 64 processes and more.
const std::vector<std::string>& arena_server_settings();

}  // namespace limbeck::test
