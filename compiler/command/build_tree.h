// Where the build is.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "compiler/command/cache.h"

namespace limbeck::command {

struct BuildTree {
  std::filesystem::path directory;
  Cache cache;
};

/// `asked` (--build), else `environment` (LIMBECK_BUILD_DIR), else the build trees found in
/// `start`, its parents, and up to two folders below each of them, whose sources contain `start`;
/// the nearest win. Several, or none, is a Failure that says which there are and how to choose.
BuildTree find_build_tree(const std::filesystem::path& start,
                          const std::optional<std::string>& asked,
                          const std::optional<std::string>& environment);

}  // namespace limbeck::command
