// The entries of a CMakeCache.txt that limbeck needs.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace limbeck::command {

struct Cache {
  std::filesystem::path home_directory;  ///< the top-level source directory
  std::filesystem::path cmake;           ///< the cmake that configured it
  std::string generator;
};

/// Reads the text of a CMakeCache.txt.
Cache cache_from_text(std::string_view text);

/// Nothing where `build_dir` is no build tree.
std::optional<Cache> read_cache(const std::filesystem::path& build_dir);

}  // namespace limbeck::command
