// The developer's command. It finds the build tree, builds what it needs by `cmake --build`, and
// then runs the command, so that it never uses an outdated scan.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "compiler/developer/failure.h"

namespace limbeck::developer {

/// Runs `limbeck <arguments>` from the current directory and returns its exit code. May replace the
/// process by the deployer's tool. Throws Failure.
int run(const std::vector<std::string>& arguments, std::ostream& out, std::ostream& error);

}  // namespace limbeck::developer
