#pragma once

#include <filesystem>
#include <string>

namespace limbeck::compiler {

/// `source` as clang-format lays it out for a file at `path`, where a .clang-format stands in its
/// directory or above and clang-format is installed; else, and whenever clang-format does not
/// succeed, as it is.
std::string formatted(const std::string& source, const std::filesystem::path& path);

}  // namespace limbeck::compiler
