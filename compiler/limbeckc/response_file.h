#pragma once

#include <string>
#include <vector>

namespace limbeck::compiler {

/// The arguments in the text of a response file, one a line: without blank lines, and without
/// `--option=` with nothing behind it, which is what a CMake generator expression leaves where it has
/// nothing to say.
std::vector<std::string> arguments_of_response(const std::string& text);

/// Replaces each `@file`, as the command or right behind it, by the file's arguments. Throws
/// std::filesystem::filesystem_error for a file that cannot be read.
std::vector<std::string> expand_response_files(const std::vector<std::string>& arguments);

}  // namespace limbeck::compiler
