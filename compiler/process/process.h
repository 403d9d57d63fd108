// Runs other programs without a shell. A program is looked for in PATH unless its name has a slash.
// The functions are safe to call from several threads; those that run a program wait for its end.
#pragma once

#include <string>
#include <vector>

namespace limbeck::process {

/// What a program gets. A stream that is not given is that of this process. The descriptors stay
/// the caller's, and must not be standard input or a stream that another one is replaced by.
struct Settings {
  int input = -1, output = -1, error = -1;  ///< open descriptors
  std::string directory = {};               ///< where it runs; here, if empty
};

/// How a program ended.
struct Ended {
  int failure = 0;  ///< errno, if it could not be started or waited for
  int exit_code = 0;
  int signal = 0;  ///< that ended it; 0 for none

  bool is_success() const { return failure == 0 && exit_code == 0 && signal == 0; }
  /// The exit code, or 128 + signal, as shells have it.
  int code() const { return signal == 0 ? exit_code : 128 + signal; }
  /// `cannot start cmake: No such file or directory`, `it exited with 2`, `signal 15 ended it`;
  /// empty after success.
  std::string problem(const std::string& program) const;
};

/// Runs `command`, a program and its arguments.
Ended run(const std::vector<std::string>& command, const Settings& settings = {});

/// Runs `command` without input and stores what it writes to both of its streams in `output`.
Ended run_captured(const std::vector<std::string>& command, std::string& output);

/// Replaces this process by the program, which then has its signals and its terminal. Returns only
/// if it cannot be started.
Ended replace_this(const std::vector<std::string>& command);

/// Adds all that can be read from an open descriptor to `text`. Returns false and sets errno on an
/// error.
bool read_all(int descriptor, std::string& text);

}  // namespace limbeck::process
