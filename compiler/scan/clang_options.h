// The project's compile command → what limbeck's Clang is told, so that it reads the models as the
// project's compiler does.
#pragma once

#include <string>
#include <vector>

#include "compiler/scan/compile_command.h"
#include "migrations/diagnostics/diagnostics.h"

namespace limbeck::compiler {

struct ClangOptions {
  std::string program;                 ///< a project's own Clang, by whose place it finds libc++
  std::vector<std::string> arguments;  ///< without what a scan is run with in any case
  /// Macros that the project's compiler defines, or no longer defines, because of its options:
  /// `NAME=1`, and the names of those. To be set before anything is read.
  std::vector<std::string> defined, undefined;
};

/// Forwards every option that Clang knows and that may change what a header means, leaves out what
/// dropped_options.h names and what `ignored` does (`-fx`, or `-fx*` for all that begins so), and
/// reports any other by its name.
ClangOptions clang_options(const CompileCommand& command, const std::vector<std::string>& ignored,
                           diagnostics::Diagnostics& diagnostics);

/// Whether the project's compiler is a Clang.
bool is_clang(const CompileCommand& command);

}  // namespace limbeck::compiler
