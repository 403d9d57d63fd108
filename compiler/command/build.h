// Bringing CMake targets up to date before anything is read from them.
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/command/build_tree.h"

namespace limbeck::command {

/// Builds the targets. Quiet, unless something warns or it fails: then the compilers' and
/// limbeckc's own messages are shown on `error`, without the build tool's; Failure is thrown where
/// it failed. `verbose` shows everything as
/// it comes.
void build(const BuildTree& tree, const std::string& config,
           const std::vector<std::string>& targets, bool verbose, std::ostream& error);

/// A build's output without what Ninja and Make say of themselves. All of it where nothing else is
/// there.
std::string without_progress(std::string_view output);
/// The same of a build that did not fail, where it warns of something; else empty.
std::string warnings_in(std::string_view output);

}  // namespace limbeck::command
