#include "tests/unit/runtime/support/processes.h"

#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <random>

namespace limbeck::test {

pid_t spawn(const std::function<void()>& action) {
  const pid_t child = ::fork();
  if (child != 0) return child;
  try {
    action();
    ::_exit(0);
  } catch (const std::exception& error) {
    std::cerr << error.what() << std::endl;
    ::_exit(1);
  }
}

int exit_code_of(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

unsigned seed() {
  const char* given = std::getenv("LIMBECK_SEED");
  return given != nullptr ? static_cast<unsigned>(std::strtoul(given, nullptr, 10))
                          : std::random_device()();
}

int runs(int normal, int long_run) {
  if (const char* given = std::getenv("LIMBECK_RUNS")) return std::atoi(given);
  return std::getenv("LIMBECK_LONG") != nullptr ? long_run : normal;
}

}  // namespace limbeck::test
