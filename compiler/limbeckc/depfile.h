#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace limbeck::compiler {

/// A makefile rule that says what `target` was made from, as Ninja and Make read it: spaces, `#`
/// and `$` escaped.
std::string depfile(const std::string& target, const std::vector<std::string>& dependencies);

/// What a rule that `depfile` made names behind its target.
std::vector<std::string> dependencies_of(std::string_view rule);

}  // namespace limbeck::compiler
