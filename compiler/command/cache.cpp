#include "compiler/command/cache.h"

#include <sstream>
#include <string_view>

#include "migrations/output/output.h"

namespace limbeck::command {

std::optional<Cache> read_cache(const std::filesystem::path& build_dir) {
  std::istringstream file;
  try {
    file.str(output::read_regular(build_dir / "CMakeCache.txt"));
  } catch (const std::filesystem::filesystem_error&) {
    return std::nullopt;
  }
  Cache cache;
  std::string line;
  const auto value_of = [&line](std::string_view key) -> std::optional<std::string> {
    if (!line.starts_with(key)) return std::nullopt;
    return line.substr(key.size());
  };
  while (std::getline(file, line)) {
    if (auto home = value_of("CMAKE_HOME_DIRECTORY:INTERNAL=")) cache.home_directory = *home;
    if (auto cmake = value_of("CMAKE_COMMAND:INTERNAL=")) cache.cmake = *cmake;
    if (auto generator = value_of("CMAKE_GENERATOR:INTERNAL=")) cache.generator = *generator;
  }
  if (cache.cmake.empty()) cache.cmake = "cmake";
  return cache;
}

}  // namespace limbeck::command
