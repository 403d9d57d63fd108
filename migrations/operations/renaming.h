// Values of a text column under new names: `CASE state WHEN 'closed' THEN 'shut' ELSE state END`.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace limbeck::operations {

/// (old, new). No two of either are the same.
using Renamed = std::vector<std::pair<std::string, std::string>>;

/// An expression for `using_expression` that renames values of `column`, and keeps the others.
std::string renaming(std::string_view column, const Renamed& values);

/// What an expression that `renaming` made renames; nothing for any other.
Renamed renamed_in(std::string_view expression);

/// The expression that undoes one that `renaming` made; empty for any other.
std::string renamed_back(std::string_view expression);

}  // namespace limbeck::operations
