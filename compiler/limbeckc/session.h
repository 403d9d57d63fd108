// What every command of limbeckc shares: where it prints, and how it reads its inputs.
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

/// Ends the command: its message is printed as it stands, its code is the process's.
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

/// Prints what was reported; true if there were errors.
bool report(Session& session, const diagnostics::Diagnostics& diagnostics);

Model read_model(const std::string& file);
State read_state(const std::string& file);

/// Makes an empty file there, or gives it the present time: for builds, which look at nothing else
/// of it.
void touch(const std::string& file);

/// Refuses, with the names there are, what is no database that limbeck knows.
void check_dialects(const std::vector<std::string>& names);

}  // namespace limbeck::compiler
