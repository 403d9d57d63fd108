// Whose files limbeck runs. A build tree names programs (CMAKE_COMMAND, limbeckc, the target's tool)
// that limbeck starts, so a tree that somebody else has put near the user's folder must not be used:
// the rule of git's safe.directory (CVE-2022-24765).
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace limbeck::command {

/// The users whose build trees may be run: this process's user and root; for root under sudo, the
/// user who called sudo as well. `safe` are build trees that are run whoever owns them (`*`: all).
struct TrustedOwners {
  std::vector<uid_t> users;
  std::vector<std::filesystem::path> safe;
  bool all = false;

  /// Of this process: its effective user, SUDO_UID, and LIMBECK_SAFE_DIRECTORY, a list of absolute
  /// paths that is separated by colons.
  static TrustedOwners of_process();

  /// Whether the file or folder itself, not what a link leads to, belongs to one of the users.
  bool owns(const std::filesystem::path& path) const;

  /// Why the build tree is not to be run: the first of the tree, its cache and its records that
  /// belongs to somebody else. Nothing where it may be run.
  std::optional<std::string> refusal(const std::filesystem::path& tree) const;
};

}  // namespace limbeck::command
