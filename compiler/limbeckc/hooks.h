// What a project runs on a revision that was just written.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace limbeck::compiler {

/// The words of a command line, as a shell splits them: blanks, '…', "…" and \; nothing is
/// expanded.
std::vector<std::string> words_of(const std::string& command_line);

/// Runs `command_line`, without a shell, in `directory` (where it is empty, in the current one).
/// REVISION_SCRIPT_FILENAME in it is the file; where it is not in it, the file comes last. What it
/// prints goes to stderr. Returns what went wrong, or nothing.
std::string run_hook(const std::string& command_line, const std::filesystem::path& file,
                     const std::string& directory);

}  // namespace limbeck::compiler
