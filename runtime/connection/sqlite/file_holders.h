// Who has locks on a database's file.
#pragma once

#include <string>

namespace limbeck::connection {

/// `process 4711 (shop)`, or several: other processes that keep this one from writing to the
/// database `file`, or from reading it. Empty where the system does not say (/proc/locks: Linux,
/// and processes that can be seen from here). Reads nothing of the database's files: closing one
/// would give up the locks of this process's own connections (POSIX, fcntl).
std::string file_holders(const std::string& file);

}  // namespace limbeck::connection
