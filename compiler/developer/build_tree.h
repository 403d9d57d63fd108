// Finds the build tree.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "compiler/developer/cache.h"
#include "compiler/developer/ownership.h"

namespace limbeck::developer {

struct BuildTree {
  std::filesystem::path directory;
  Cache cache;
};

/// `asked` (--build), else `environment` (LIMBECK_BUILD_DIR), else the build trees found in
/// `start`, its parents, and up to two folders below each of them, whose sources contain `start`;
/// the nearest win. The search ends below a folder that belongs to none of the `owners`, at the
/// user's home and at another file system. A tree that does not belong to the owners is never
/// taken, not even by its name. Several, or none, is a Failure that says which there are, which
/// were refused and why, and how to choose.
BuildTree find_build_tree(const std::filesystem::path& start,
                          const std::optional<std::string>& asked,
                          const std::optional<std::string>& environment,
                          const TrustedOwners& owners);

}  // namespace limbeck::developer
