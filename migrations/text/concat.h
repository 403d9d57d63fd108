#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace limbeck {

/// Joins three or more pieces of text. Each `+` of a chain would create a temporary string, and the
/// code to destroy it would be in each application.
std::string concat(std::initializer_list<std::string_view> pieces);

}  // namespace limbeck
