#pragma once

#include <string>
#include <vector>

namespace limbeck::compiler {

/// The arguments of a response file, one in each line. Empty lines are left out, and so is
/// `--option=` without a value, which is the result of an empty CMake generator expression.
std::vector<std::string> arguments_of_response(const std::string& text);

/// Replaces each `@file` at the place of the command or directly after it by the arguments of the
/// file. Throws std::filesystem::filesystem_error if the file cannot be read.
std::vector<std::string> expand_response_files(const std::vector<std::string>& arguments);

}  // namespace limbeck::compiler
