// The lock between migrating processes (design §6): a session's advisory lock, held by a connection
// of its own.
#pragma once

#include <memory>
#include <string>

#include "runtime/connection/driver.h"

namespace limbeck::connection {

/// Asks again and again rather than waiting in the server: a session that waits holds a snapshot,
/// which a concurrent index build of the holder would wait for in turn. `place` is for messages.
/// Throws Error::Code::locked past the deadline, naming the holder, and Error::Code::interrupted.
std::unique_ptr<Lock> advisory_lock(const std::string& conninfo, const std::string& place,
                                    const Patience& patience);

}  // namespace limbeck::connection
