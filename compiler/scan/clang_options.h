// Translates the project's compile command to options of limbeck's Clang, so that it reads the
// models as the project's compiler does.
#pragma once

#include <string>
#include <vector>

#include "compiler/scan/compile_command.h"
#include "migrations/diagnostics/diagnostics.h"

namespace limbeck::compiler {

struct ClangOptions {
  std::string program;                 ///< the project's Clang, whose path locates libc++
  std::vector<std::string> arguments;  ///< without those that every scan has
  /// The macros that the project's compiler defines (`NAME=1`) or undefines because of its options.
  /// They have to be set before anything is read.
  std::vector<std::string> defined, undefined;
};

/// Forwards all options that Clang knows and that may change the meaning of a header. Leaves out
/// those of dropped_options.h and of `ignored` (`-fx`, or `-fx*` for a prefix). Reports all others
/// by name.
ClangOptions clang_options(const CompileCommand& command, const std::vector<std::string>& ignored,
                           diagnostics::Diagnostics& diagnostics);

/// Whether the project's compiler is a Clang.
bool is_clang(const CompileCommand& command);

}  // namespace limbeck::compiler
