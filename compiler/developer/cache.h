// The entries of a CMakeCache.txt that limbeck needs.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace limbeck::developer {

struct Cache {
  std::filesystem::path home_directory;  ///< the top-level source directory
  std::filesystem::path cmake;           ///< the program that configured the build tree
  std::string generator;
};

/// Reads the text of a CMakeCache.txt.
Cache cache_from_text(std::string_view text);

/// The result is nullopt if `build_dir` is no build tree.
std::optional<Cache> read_cache(const std::filesystem::path& build_dir);

}  // namespace limbeck::developer
