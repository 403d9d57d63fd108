#pragma once

#include <string>

namespace limbeck::trial {

/// The URL of another database of the same server.
std::string url_of_database(const std::string& server, const std::string& database);

}  // namespace limbeck::trial
