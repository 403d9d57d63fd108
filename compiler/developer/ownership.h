// Which users' build trees limbeck runs. A build tree names programs that limbeck starts
// (CMAKE_COMMAND, limbeckc, the target's tool). A tree that another user has put near the current
// folder must not be used. Git has the same rule for repositories (safe.directory, CVE-2022-24765).
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace limbeck::developer {

/// The owners whose build trees may be run: the user of this process, root and, when root runs
/// under sudo, the user who called sudo. A build tree in `safe` may be run whatever its owner;
/// `all` allows every build tree.
struct TrustedOwners {
  std::vector<uid_t> users;
  std::vector<std::filesystem::path> safe;
  bool all = false;

  /// Of this process: its effective user, SUDO_UID, and LIMBECK_SAFE_DIRECTORY, a list of absolute
  /// paths that is separated by colons.
  static TrustedOwners of_process();

  /// Whether the file or folder itself, not what a link leads to, belongs to one of the users.
  bool owns(const std::filesystem::path& path) const;

  /// Why the build tree must not be run. The reason names the first of its folder, cache and
  /// records that belongs to another user. Empty if the tree may be run.
  std::optional<std::string> refusal(const std::filesystem::path& tree) const;
};

}  // namespace limbeck::developer
