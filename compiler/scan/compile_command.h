// The command that compiles the project's own sources, as a build wrote it down for the scan.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace limbeck::compiler {

/// A macro's name → what follows it in its #define, with `=` before the value: `=1`, `(a,b)=a+b`.
using Macros = std::map<std::string, std::string, std::less<>>;

struct CompileCommand {
  std::string directory;               ///< in which it runs
  std::string compiler;                ///< the program
  std::vector<std::string> arguments;  ///< what it is given, response files in their places
  Macros macros;                       ///< what the compiler defines under these arguments
  Macros default_macros;               ///< what it defines without them
};

/// Reads what cmake/limbeck_write_compile_command.sh writes; nothing for any other text.
std::optional<CompileCommand> compile_command_from_text(std::string_view text);

}  // namespace limbeck::compiler
