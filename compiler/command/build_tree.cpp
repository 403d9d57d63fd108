#include "compiler/command/build_tree.h"

#include <algorithm>
#include <vector>

#include "compiler/command/failure.h"

namespace limbeck::command {
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

// Nothing of limbeck's in it: some other project's build, or one of a dependency.
bool has_records(const fs::path& directory) {
  std::error_code ignored;
  return fs::is_directory(directory / "limbeck" / "targets", ignored);
}

// Build trees below `directory` (`build`, `build/debug`, `out/build`), for sources that contain
// `start`.
void collect(const fs::path& directory, const fs::path& start, int depth,
             std::vector<BuildTree>& found) {
  std::error_code ignored;
  const auto options = fs::directory_options::skip_permission_denied;
  for (const auto& entry : fs::directory_iterator(directory, options, ignored)) {
    if (!entry.is_directory(ignored) || entry.is_symlink(ignored)) continue;
    if (entry.path().filename() == ".git") continue;
    if (auto cache = read_cache(entry.path())) {
      if (has_records(entry.path()) && contains(cache->home_directory, start)) {
        found.push_back({entry.path(), *cache});
      }
    } else if (depth > 1) {
      collect(entry.path(), start, depth - 1, found);
    }
  }
}

BuildTree named(const fs::path& directory, const std::string& by) {
  if (auto cache = read_cache(directory)) return {resolved(directory), *cache};
  throw Failure(by + ": " + directory.string() + " is not a build tree (it has no CMakeCache.txt)",
                exit_usage);
}

}  // namespace

BuildTree find_build_tree(const fs::path& start, const std::optional<std::string>& asked,
                          const std::optional<std::string>& environment) {
  if (asked) return named(start / *asked, "--build");
  if (environment && !environment->empty()) return named(start / *environment, "LIMBECK_BUILD_DIR");
  for (fs::path directory = resolved(start);; directory = directory.parent_path()) {
    if (auto cache = read_cache(directory); cache && has_records(directory))
      return {directory, *cache};
    std::vector<BuildTree> found;
    std::error_code ignored;
    // Past the project, only beside it: two folders down from / would be a walk through the
    // machine.
    collect(directory, start, fs::exists(directory / "CMakeLists.txt", ignored) ? 2 : 1, found);
    if (found.size() == 1) return found.front();
    if (!found.empty()) {
      std::ranges::sort(found, {}, &BuildTree::directory);
      std::string message = "several build trees; say which with --build or LIMBECK_BUILD_DIR:";
      for (const auto& tree : found) message += "\n  " + tree.directory.string();
      throw Failure(message, exit_usage);
    }
    if (directory == directory.parent_path()) break;
  }
  throw Failure("no build tree with limbeck_add_migrations found around " + start.string() +
                "; configure one (cmake -S . -B build), or say where it is with --build or "
                "LIMBECK_BUILD_DIR");
}

}  // namespace limbeck::command
