#include "compiler/process/process.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "migrations/output/descriptor.h"

extern char** environ;

namespace limbeck::process {
namespace {

std::vector<char*> as_argv(const std::vector<std::string>& command) {
  std::vector<char*> argv;
  for (const std::string& argument : command) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  return argv;
}

// What happens to a program's descriptors and directory before it starts.
class Actions {
 public:
  explicit Actions(const Settings& settings) {
    posix_spawn_file_actions_init(&actions_);
    connect(settings.input, STDIN_FILENO);
    connect(settings.output, STDOUT_FILENO);
    connect(settings.error, STDERR_FILENO);
    if (!settings.directory.empty())
      posix_spawn_file_actions_addchdir_np(&actions_, settings.directory.c_str());
  }
  ~Actions() { posix_spawn_file_actions_destroy(&actions_); }
  Actions(const Actions&) = delete;
  Actions& operator=(const Actions&) = delete;

  const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  void connect(int descriptor, int stream) {
    if (descriptor >= 0) posix_spawn_file_actions_adddup2(&actions_, descriptor, stream);
  }

  posix_spawn_file_actions_t actions_ = {};
};

// Sets `child`. The result is 0 or an errno.
int start(const std::vector<std::string>& command, const Settings& settings, pid_t& child) {
  const Actions actions(settings);
  const std::vector<char*> argv = as_argv(command);
  return posix_spawnp(&child, argv[0], actions.get(), nullptr, argv.data(), environ);
}

Ended wait_for(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) return {.failure = errno};
  }
  if (WIFEXITED(status)) return {.exit_code = WEXITSTATUS(status)};
  return {.signal = WTERMSIG(status)};
}

}  // namespace

std::string Ended::problem(const std::string& program) const {
  if (failure != 0) return "cannot start " + program + ": " + std::strerror(failure);
  if (signal != 0) return "signal " + std::to_string(signal) + " ended it";
  return exit_code == 0 ? std::string() : "it exited with " + std::to_string(exit_code);
}

Ended run(const std::vector<std::string>& command, const Settings& settings) {
  pid_t child = 0;
  if (const int failure = start(command, settings, child); failure != 0)
    return {.failure = failure};
  return wait_for(child);
}

Ended run_captured(const std::vector<std::string>& command, std::string& output) {
  output.clear();
  const output::Descriptor nothing(::open("/dev/null", O_RDONLY | O_CLOEXEC));
  int ends[2] = {-1, -1};
  if (!nothing || ::pipe2(ends, O_CLOEXEC) != 0) return {.failure = errno};
  const output::Descriptor from(ends[0]);
  pid_t child = 0;
  {
    // The pipe has no end for its reader before this one is closed as well.
    const output::Descriptor to(ends[1]);
    const Settings settings{.input = nothing.get(), .output = to.get(), .error = to.get()};
    if (const int failure = start(command, settings, child); failure != 0)
      return {.failure = failure};
  }
  read_all(from.get(), output);
  return wait_for(child);
}

Ended replace_this(const std::vector<std::string>& command) {
  const std::vector<char*> argv = as_argv(command);
  ::execvp(argv[0], argv.data());
  return {.failure = errno};
}

bool read_all(int descriptor, std::string& text) {
  char buffer[1 << 14];
  for (;;) {
    const ssize_t size = ::read(descriptor, buffer, sizeof buffer);
    if (size > 0) {
      text.append(buffer, static_cast<std::size_t>(size));
    } else if (size == 0 || errno != EINTR) {
      return size == 0;
    }
  }
}

}  // namespace limbeck::process
