// The command that compiles the project's sources. The build writes it to a file for the scan.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace limbeck::compiler {

/// The name of a macro → its parameters and its value: `=1`, `(a,b)=a+b`.
using Macros = std::map<std::string, std::string, std::less<>>;

struct CompileCommand {
  std::string directory;               ///< the working directory
  std::string compiler;                ///< the program
  std::vector<std::string> arguments;  ///< with response files expanded
  Macros macros;                       ///< those that the compiler defines with these arguments
  Macros default_macros;               ///< those that it defines without arguments
};

/// Parses the output of cmake/limbeck_write_compile_command.sh. The result is nullopt for other
/// texts.
std::optional<CompileCommand> compile_command_from_text(std::string_view text);

}  // namespace limbeck::compiler
