// A lock between processes for databases that are files: the operating system drops it with the
// process, so that no clean-up is needed after a kill. Beside the database and never on it: closing
// any descriptor of a file drops all the locks that SQLite holds on it in this process.
#pragma once

#include <memory>
#include <string>

#include "runtime/connection/driver.h"

namespace limbeck::connection {

/// Locks the file `path`, which is made for it and removed with it. Those who may write the file
/// `database` may take the lock; `holder` is what is written into the lock's file for those who
/// wait. Null where the directory cannot be written. Throws Error::Code::locked,
/// Error::Code::interrupted, and Error::Code::connection where `path` is a link, a pipe or anything
/// but an ordinary file.
std::unique_ptr<Lock> lock_file(const std::string& path, const std::string& database,
                                const std::string& holder, const WaitPolicy& wait_policy);

/// What the holder of the lock at `path` wrote there; empty where no process holds it.
std::string holder_of(const std::string& path);

}  // namespace limbeck::connection
