// The processes of the servers that tests start.
#pragma once

#include <pwd.h>

#include <string>
#include <vector>

namespace limbeck::tests {

/// Servers do not run as root: who does it then; null where this process is somebody else.
const passwd* unprivileged();

/// Starts a program as the server's user. Its output goes to `log`; it dies with this process.
int spawn(const std::vector<std::string>& command, const std::string& log);

}  // namespace limbeck::tests
