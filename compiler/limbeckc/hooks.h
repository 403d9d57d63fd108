// Runs the project's hooks on a new revision.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace limbeck::compiler {

/// Splits a command line into words as a shell does, by spaces, '…', "…" and \, without expansions.
std::vector<std::string> words_of(const std::string& command_line);

/// Runs `command_line` without a shell in `directory`, or in the current one if that is empty.
/// REVISION_SCRIPT_FILENAME is replaced by the file, which otherwise becomes the last argument. All
/// output goes to stderr. Returns an error message, empty after success.
std::string run_hook(const std::string& command_line, const std::filesystem::path& file,
                     const std::string& directory);

/// Formats `source` by clang-format for a file at `path`, if clang-format is installed and the
/// directory or a parent has a .clang-format. Otherwise, or if clang-format fails, returns it
/// unchanged.
std::string formatted(const std::string& source, const std::filesystem::path& path);

}  // namespace limbeck::compiler
