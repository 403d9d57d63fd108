#include "compiler/limbeckc/formatter.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>

#include "migrations/output/descriptor.h"

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

// An open temporary file without a name, so that no other process can open or replace it.
output::Descriptor scratch_file() {
  std::string path = (fs::temp_directory_path() / "limbeck-XXXXXX").string();
  output::Descriptor file(::mkostemp(path.data(), O_CLOEXEC));
  if (file) ::unlink(path.c_str());
  return file;
}

std::string read_all(const output::Descriptor& file) {
  if (::lseek(file.get(), 0, SEEK_SET) != 0) return {};
  std::string text;
  char buffer[1 << 14];
  for (;;) {
    const ssize_t size = ::read(file.get(), buffer, sizeof buffer);
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) return {};
    if (size == 0) return text;
    text.append(buffer, static_cast<std::size_t>(size));
  }
}

bool run_clang_format(const output::Descriptor& input, const output::Descriptor& output,
                      const std::string& path) {
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_adddup2(&files, input.get(), STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&files, output.get(), STDOUT_FILENO);
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
    const output::Descriptor input = scratch_file(), result_file = scratch_file();
    if (!input || !result_file || !output::write_all(input, source) ||
        ::lseek(input.get(), 0, SEEK_SET) != 0)
      return source;
    if (!run_clang_format(input, result_file, absolute.string())) return source;
    std::string result = read_all(result_file);
    return result.empty() ? source : result;
  } catch (const fs::filesystem_error&) {
    return source;  // a nicety: never a reason not to have the revision
  }
}

}  // namespace limbeck::compiler
