#include "compiler/developer/build_tree.h"

#include <sys/stat.h>

#include <algorithm>
#include <cstdlib>
#include <vector>

#include "compiler/developer/failure.h"

namespace limbeck::developer {
namespace {

namespace fs = std::filesystem;

fs::path resolved(const fs::path& path) {
  std::error_code failed;
  fs::path result = fs::weakly_canonical(path, failed);
  return failed ? path.lexically_normal() : result;
}

bool contains(const fs::path& outer, const fs::path& inner) {
  const fs::path a = resolved(outer);
  const fs::path b = resolved(inner);
  return std::ranges::mismatch(a, b).in1 == a.end();
}

// Whether the build tree has nothing of limbeck: it belongs to another project or a dependency.
bool has_records(const fs::path& directory) {
  std::error_code ignored;
  return fs::is_directory(directory / "limbeck" / "targets", ignored);
}

// The result of a search: build trees that may be used, and why others may not.
struct Found {
  std::vector<BuildTree> trees;
  std::vector<std::string> refused;

  void add(const fs::path& directory, const Cache& cache, const TrustedOwners& owners) {
    if (auto refusal = owners.refusal(directory)) {
      refused.push_back(std::move(*refusal));
    } else {
      trees.push_back({directory, cache});
    }
  }
};

// Build trees below `directory` (`build`, `build/debug`, `out/build`), for sources that contain
// `start`.
void collect(const fs::path& directory, const fs::path& start, int depth,
             const TrustedOwners& owners, Found& found) {
  std::error_code ignored;
  const auto options = fs::directory_options::skip_permission_denied;
  for (const auto& entry : fs::directory_iterator(directory, options, ignored)) {
    if (!entry.is_directory(ignored) || entry.is_symlink(ignored)) continue;
    if (entry.path().filename() == ".git") continue;
    if (auto cache = read_cache(entry.path())) {
      if (has_records(entry.path()) && contains(cache->home_directory, start)) {
        found.add(entry.path(), *cache, owners);
      }
    } else if (depth > 1) {
      collect(entry.path(), start, depth - 1, owners, found);
    }
  }
}

BuildTree named(const fs::path& directory, const std::string& by, const TrustedOwners& owners) {
  const auto cache = read_cache(directory);
  if (!cache) {
    throw Failure(
        by + ": " + directory.string() + " is not a build tree (it has no CMakeCache.txt)",
        exit_usage);
  }
  const fs::path tree = resolved(directory);
  if (const auto refusal = owners.refusal(tree)) throw Failure(by + ": " + *refusal);
  return {tree, *cache};
}

// The search ends below a folder that belongs to another user, at the user's home, and at the root
// of a file system: a build tree beyond these does not belong to this project.
bool ends_search(const fs::path& directory, const fs::path& parent, const TrustedOwners& owners) {
  if (parent == directory || !owners.owns(parent)) return true;
  const char* home = std::getenv("HOME");
  if (home != nullptr && *home != '\0' && directory == resolved(home)) return true;
  struct stat inner {
  }, outer{};
  return ::stat(directory.c_str(), &inner) != 0 || ::stat(parent.c_str(), &outer) != 0 ||
         inner.st_dev != outer.st_dev;
}

}  // namespace

BuildTree find_build_tree(const fs::path& start, const std::optional<std::string>& asked,
                          const std::optional<std::string>& environment,
                          const TrustedOwners& owners) {
  if (asked) return named(start / *asked, "--build", owners);
  if (environment && !environment->empty())
    return named(start / *environment, "LIMBECK_BUILD_DIR", owners);
  std::vector<std::string> refused;
  for (fs::path directory = resolved(start);; directory = directory.parent_path()) {
    Found found;
    if (auto cache = read_cache(directory); cache && has_records(directory))
      found.add(directory, *cache, owners);
    std::error_code ignored;
    // Above the project, only direct subfolders are searched: two levels below / would be too much.
    if (found.trees.empty()) {
      collect(directory, start, fs::exists(directory / "CMakeLists.txt", ignored) ? 2 : 1, owners,
              found);
    }
    if (found.trees.size() == 1) return found.trees.front();
    if (!found.trees.empty()) {
      std::ranges::sort(found.trees, {}, &BuildTree::directory);
      std::string message = "several build trees; say which with --build or LIMBECK_BUILD_DIR:";
      for (const auto& tree : found.trees) message += "\n  " + tree.directory.string();
      throw Failure(message, exit_usage);
    }
    refused.insert(refused.end(), found.refused.begin(), found.refused.end());
    if (ends_search(directory, directory.parent_path(), owners)) break;
  }
  std::string message = "no build tree with limbeck_add_migrations found around " + start.string() +
                        "; configure one (cmake -S . -B build), or say where it is with --build or "
                        "LIMBECK_BUILD_DIR";
  for (const std::string& refusal : refused) message += "\n  " + refusal;
  throw Failure(message);
}

}  // namespace limbeck::developer
