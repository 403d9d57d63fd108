#pragma once

#include <string>
#include <vector>

namespace limbeck::compiler {

/// Replaces each `@file` by the file's lines, an argument a line. Blank lines are left out, and
/// `--option=` with nothing behind it too: that is what a CMake generator expression leaves where
/// it has nothing to say. Throws std::filesystem::filesystem_error for a file that cannot be read.
std::vector<std::string> expand_response_files(const std::vector<std::string>& arguments);

}  // namespace limbeck::compiler
