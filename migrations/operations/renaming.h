// Renames values of a text column: `CASE state WHEN 'closed' THEN 'shut' ELSE state END`.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace limbeck::operations {

/// Pairs of (old, new). Both the old and the new values are unique.
using Renamed = std::vector<std::pair<std::string, std::string>>;

/// The `using_expression` that renames values of `column` and keeps all others.
std::string renaming(std::string_view column, const Renamed& values);

/// The pairs of an expression that `renaming` has made; empty for any other expression.
Renamed renamed_in(std::string_view expression);

/// The expression that undoes one that `renaming` made; empty for any other.
std::string renamed_back(std::string_view expression);

}  // namespace limbeck::operations
