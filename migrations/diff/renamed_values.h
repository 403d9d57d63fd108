// Detects values of an enum that were probably renamed.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace limbeck::diff {

using Values = std::vector<std::string>;

/// The (old, new) pairs of values at the same places, if all other values keep their places, so
/// that only names have changed. Otherwise empty.
std::vector<std::pair<std::string, std::string>> likely_renamed(const Values& from,
                                                                const Values& to);

/// The column and the values of a check of the form `column IN ('a', 'b')`.
struct ListedValues {
  std::string column;
  Values values;
};
/// Both members are empty for any other expression.
ListedValues listed_values(const std::string& expression);

}  // namespace limbeck::diff
