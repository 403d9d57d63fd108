#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "limbeck/connection.h"

namespace limbeck::test {

/// All of a SQLite file that a migration can change: schema, rows, version table, and
/// limbeck_history without the times and the names. As text, so that two are compared and the
/// difference read.
std::string dump(const std::string& url);

/// Runs SQL on a connection of its own, and gives the first column of a query as text.
void execute(const std::string& url, std::string_view sql);
std::vector<std::string> column(const std::string& url, std::string_view sql);

}  // namespace limbeck::test
