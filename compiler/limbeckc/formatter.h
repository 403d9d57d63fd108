#pragma once

#include <filesystem>
#include <string>

namespace limbeck::compiler {

/// Formats `source` by clang-format for a file at `path`, if clang-format is installed and the
/// directory or a parent has a .clang-format. Otherwise, or if clang-format fails, returns it
/// unchanged.
std::string formatted(const std::string& source, const std::filesystem::path& path);

}  // namespace limbeck::compiler
