// The developer's command: finds the build tree, rebuilds what it needs through `cmake --build`,
// then acts, so that it never works from a stale scan.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "compiler/command/failure.h"

namespace limbeck::command {

/// Runs `limbeck <arguments>` from the current directory and returns its exit code. May replace the
/// process by the deployer's tool. Throws Failure.
int run(const std::vector<std::string>& arguments, std::ostream& out, std::ostream& error);

}  // namespace limbeck::command
