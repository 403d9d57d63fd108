// Builds CMake targets before their outputs are read.
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/developer/build_tree.h"

namespace limbeck::developer {

/// Builds the targets. Prints nothing unless there are warnings or errors. Then it prints the
/// messages of the compilers and of limbeckc to `error`, without those of the build tool, and
/// throws Failure if the build failed. With `verbose` all output is printed at once.
void build(const BuildTree& tree, const std::string& config,
           const std::vector<std::string>& targets, bool verbose, std::ostream& error);

/// The output of a build without the lines of Ninja and Make, or all of it if there is nothing
/// else.
std::string without_progress(std::string_view output);
/// The warnings in the output of a build that succeeded, or an empty text.
std::string warnings_in(std::string_view output);

}  // namespace limbeck::developer
