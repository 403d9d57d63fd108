#pragma once

#include <string>
#include <vector>

namespace limbeck::compiler {

/// A makefile rule that says what `target` was made from, as Ninja and Make read it: spaces, `#`
/// and `$` escaped.
std::string depfile(const std::string& target, const std::vector<std::string>& dependencies);

}  // namespace limbeck::compiler
