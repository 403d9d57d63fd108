// Who keeps a session waiting, seen from another one.
#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "runtime/connection/driver.h"

namespace limbeck::connection {

/// Asks by a connection of its own, from a thread of its own, until it is destroyed. `backend` is
/// the server's process that waits. Its failures are not reported: it sees nothing
/// then.
std::unique_ptr<BlockerWatch> watch_backend(const std::string& conninfo,
                                            std::shared_ptr<std::atomic<int>> backend);

}  // namespace limbeck::connection
