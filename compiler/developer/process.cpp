#include "compiler/developer/process.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "compiler/developer/failure.h"

extern char** environ;

namespace limbeck::developer {
namespace {

std::vector<char*> as_argv(const std::vector<std::string>& command) {
  std::vector<char*> argv;
  for (const auto& argument : command) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  return argv;
}

Failure cannot_start(const std::string& program, int reason) {
  return Failure("cannot start " + program + ": " + std::strerror(reason));
}

std::string read_all(int descriptor) {
  std::string text;
  char buffer[4096];
  for (;;) {
    const ssize_t size = read(descriptor, buffer, sizeof buffer);
    if (size > 0) {
      text.append(buffer, static_cast<std::size_t>(size));
    } else if (size == 0 || errno != EINTR) {
      return text;
    }
  }
}

}  // namespace

Result run_process(const std::vector<std::string>& command, bool capture) {
  int ends[2] = {-1, -1};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  if (capture) {
    if (pipe2(ends, O_CLOEXEC) != 0) throw cannot_start(command.front(), errno);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO);
  }
  pid_t child = 0;
  auto argv = as_argv(command);
  const int failed = posix_spawnp(&child, argv[0], &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  Result result;
  if (capture) {
    close(ends[1]);
    if (failed == 0) result.output = read_all(ends[0]);
    close(ends[0]);
  }
  if (failed != 0) throw cannot_start(command.front(), failed);
  int status = 0;
  while (waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) throw cannot_start(command.front(), errno);
  }
  result.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return result;
}

void become_process(const std::vector<std::string>& command) {
  auto argv = as_argv(command);
  execvp(argv[0], argv.data());
  throw cannot_start(command.front(), errno);
}

}  // namespace limbeck::developer
