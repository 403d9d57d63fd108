#pragma once

#include <string>

namespace limbeck::bench {

/// Connects, asks what the migrator asks, and closes.
void connect_and_select(const std::string& url);

}  // namespace limbeck::bench
