// The options of compilers that a scan leaves out, each kind with its reason. An option that is not
// here and that limbeck's Clang does not know stops the scan.
#pragma once

#include <string_view>

namespace limbeck::compiler {

struct DroppedOption {
  std::string_view name;  ///< `-flto*`: with all that begins so; `-fno-…` and `-mno-…` go with it
  std::string_view reason;  ///< what such an option says, and why the scan may do without
  int values = 0;           ///< how many of the arguments behind it are its own
  bool only_gcc = false;    ///< Clang is told it by a project that is built with a Clang
};

/// The entry of an option, or null for one that a scan needs. `gcc`: the project's compiler is no
/// Clang.
const DroppedOption* find_dropped_option(std::string_view option, bool gcc);

}  // namespace limbeck::compiler
