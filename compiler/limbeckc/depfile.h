#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace limbeck::compiler {

/// A makefile rule that says what `target` was made from, as Ninja and Make read it: spaces, `#`
/// and `$` escaped.
std::string depfile(const std::string& target, const std::vector<std::string>& dependencies);

/// The dependencies in a rule that `depfile` has written.
std::vector<std::string> dependencies_of(std::string_view rule);

}  // namespace limbeck::compiler
