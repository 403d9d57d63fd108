#include "server_process.h"

#include <grp.h>
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <cstdio>
#include <stdexcept>

namespace limbeck::tests {

const passwd* unprivileged() {
  if (::geteuid() != 0) return nullptr;
  for (const char* name : {"postgres", "nobody"}) {
    if (const passwd* found = ::getpwnam(name)) return found;
  }
  throw std::runtime_error("there is no user 'postgres' or 'nobody' to run servers as");
}

int spawn(const std::vector<std::string>& command, const std::string& log) {
  const passwd* user = unprivileged();
  std::vector<char*> arguments;
  for (const std::string& argument : command)
    arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  const int process = ::fork();
  if (process != 0) return process;
  if (user != nullptr && (::setgroups(0, nullptr) != 0 || ::setgid(user->pw_gid) != 0 ||
                          ::setuid(user->pw_uid) != 0)) {
    ::_exit(126);
  }
  ::prctl(PR_SET_PDEATHSIG, SIGQUIT);
  if (std::freopen(log.c_str(), "a", stdout) == nullptr) ::_exit(125);
  ::dup2(::fileno(stdout), 2);
  if (::chdir("/") != 0) ::_exit(124);
  ::execv(arguments[0], arguments.data());
  ::_exit(127);
}

}  // namespace limbeck::tests
