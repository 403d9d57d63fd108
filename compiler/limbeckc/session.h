// What all commands of limbeckc share: their streams, and how they read inputs.
#pragma once

#include <iosfwd>
#include <stdexcept>
#include <string>
#include <vector>

#include "compiler/model/model.h"
#include "migrations/diagnostics/diagnostics.h"

namespace limbeck::compiler {

inline constexpr int exit_done = 0;
inline constexpr int exit_failed = 1;
inline constexpr int exit_usage = 2;
inline constexpr int exit_drift = 3;
inline constexpr int exit_bug = 70;

/// Ends the command. The message is printed unchanged, and the code is the exit code of the
/// process.
struct Failure : std::runtime_error {
  explicit Failure(const std::string& message, int code = exit_failed)
      : std::runtime_error(message), exit_code(code) {}
  int exit_code;
};

struct Session {
  std::ostream& out;                      ///< results
  std::ostream& error;                    ///< diagnostics
  bool colour = false;                    ///< of diagnostics
  std::vector<std::string> after_dashes;  ///< the arguments behind `--`
};

/// Prints the diagnostics. Returns whether there were errors.
bool report(Session& session, const diagnostics::Diagnostics& diagnostics);

Model read_model(const std::string& file);
State read_state(const std::string& file);

/// Creates an empty file or updates its time. The file is a timestamp for the build.
void touch(const std::string& file);

/// Throws Failure, with a list of the known names, for an unknown database.
void check_dialects(const std::vector<std::string>& names);

}  // namespace limbeck::compiler
