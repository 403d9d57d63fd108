#pragma once

#include <string>
#include <string_view>

namespace limbeck {

/// The text as one line of a list shows it: line ends, tabs and other control characters as escapes
/// (`\n`, `\t`, `\x1b`), whole. For people: a program gets the text itself.
std::string one_line(std::string_view text);

}  // namespace limbeck
