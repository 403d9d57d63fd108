// Values of an enum that look like others under a new name.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace limbeck::diff {

using Values = std::vector<std::string>;

/// (old, new): the values that went and those that came, if each stands where another stood. Then
/// what is left keeps its place, and so nothing but the names has changed. Else none.
std::vector<std::pair<std::string, std::string>> likely_renamed(const Values& from,
                                                                const Values& to);

/// What a check of the form `column IN ('a', 'b')` lets in; empty for any other.
struct ListedValues {
  std::string column;
  Values values;
};
ListedValues listed_values(const std::string& expression);

}  // namespace limbeck::diff
