#include "compiler/limbeckc/formatter.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>

#include "migrations/output/output.h"

namespace limbeck::compiler {
namespace {

namespace fs = std::filesystem;

bool has_style(fs::path directory) {
  std::error_code ignored;
  for (;; directory = directory.parent_path()) {
    if (fs::exists(directory / ".clang-format", ignored) ||
        fs::exists(directory / "_clang-format", ignored))
      return true;
    if (!directory.has_relative_path()) return false;
  }
}

// A file that is gone at the end of its scope.
class ScratchFile {
 public:
  ScratchFile() {
    std::string path = (fs::temp_directory_path() / "limbeck-XXXXXX").string();
    file_ = ::mkstemp(path.data());
    path_ = path;
  }
  ~ScratchFile() {
    if (file_ < 0) return;
    ::close(file_);
    ::unlink(path_.c_str());
  }
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;

  bool is_open() const { return file_ >= 0; }
  const std::string& path() const { return path_; }

 private:
  int file_ = -1;
  std::string path_;
};

bool run_clang_format(const std::string& input, const std::string& output,
                      const std::string& path) {
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, STDIN_FILENO, input.c_str(), O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, output.c_str(), O_WRONLY | O_TRUNC, 0);
  posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  std::string name = "clang-format", assumed = "--assume-filename=" + path;
  std::array<char*, 3> arguments = {name.data(), assumed.data(), nullptr};
  pid_t process = 0;
  const int error =
      posix_spawnp(&process, name.c_str(), &files, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&files);
  if (error != 0) return false;
  int status = 0;
  while (::waitpid(process, &status, 0) < 0) {
    if (errno != EINTR) return false;
  }
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace

std::string formatted(const std::string& source, const fs::path& path) {
  try {
    const fs::path absolute = fs::absolute(path);
    if (!has_style(absolute.parent_path())) return source;
    const ScratchFile input, output;
    if (!input.is_open() || !output.is_open()) return source;
    output::write_if_changed(input.path(), source);
    if (!run_clang_format(input.path(), output.path(), absolute.string())) return source;
    std::string result = output::read(output.path());
    return result.empty() ? source : result;
  } catch (const fs::filesystem_error&) {
    return source;  // a nicety: never a reason not to have the revision
  }
}

}  // namespace limbeck::compiler
