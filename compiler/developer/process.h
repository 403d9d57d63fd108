// Runs other programs, and reports a program that cannot be started as a Failure.
#pragma once

#include <string>
#include <vector>

namespace limbeck::developer {

struct Result {
  int exit_code = 0;   ///< 128 + signal for a process that a signal ended
  std::string output;  ///< both streams, if they were captured
};

/// Runs a program and waits. With `capture`, its output is kept instead of shown, and it has no
/// input. Throws Failure where it cannot be started.
Result run_process(const std::vector<std::string>& command, bool capture);

/// Replaces the process by the program, which then has its signals and its terminal. Throws Failure
/// if it cannot be started.
[[noreturn]] void become_process(const std::vector<std::string>& command);

}  // namespace limbeck::developer
