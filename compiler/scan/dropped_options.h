// The compiler options that a scan leaves out, with the reasons. An option that is neither here nor
// known to limbeck's Clang is an error.
#pragma once

#include <string_view>

namespace limbeck::compiler {

struct DroppedOption {
  std::string_view name;    ///< `-flto*` is a prefix; `-fno-…` and `-mno-…` are included
  std::string_view reason;  ///< what the option does, and why the scan does not need it
  int values = 0;           ///< how many arguments follow it
  bool only_gcc = false;    ///< left out for GCC only; Clang gets it if the project uses Clang
};

/// The entry of an option, or null for one that a scan needs. `gcc`: the project's compiler is not
/// a Clang.
const DroppedOption* find_dropped_option(std::string_view option, bool gcc);

}  // namespace limbeck::compiler
