#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace limbeck {

/// The pieces, one after the other. For three or more: a chain of `+` makes, and an application
/// carries the code to clean up, a string for each of them.
std::string concat(std::initializer_list<std::string_view> pieces);

}  // namespace limbeck
