#include "compiler/developer/cache.h"

#include <algorithm>

#include "migrations/output/output.h"

namespace limbeck::developer {

Cache cache_from_text(std::string_view text) {
  Cache cache;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const auto read = [line](std::string_view key, auto& value) {
      if (line.starts_with(key)) value = line.substr(key.size());
    };
    read("CMAKE_HOME_DIRECTORY:INTERNAL=", cache.home_directory);
    read("CMAKE_COMMAND:INTERNAL=", cache.cmake);
    read("CMAKE_GENERATOR:INTERNAL=", cache.generator);
  }
  if (cache.cmake.empty()) cache.cmake = "cmake";
  return cache;
}

std::optional<Cache> read_cache(const std::filesystem::path& build_dir) {
  try {
    return cache_from_text(output::read_regular(build_dir / "CMakeCache.txt"));
  } catch (const std::filesystem::filesystem_error&) {
    return std::nullopt;
  }
}

}  // namespace limbeck::developer
