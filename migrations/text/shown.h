// Texts of others for people: what ends on a terminal or in a log is shown, not sent to it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace limbeck {

/// The text with everything that a terminal would obey, or that would show it in another order,
/// as an escape: control characters (`\x1b`, from DEL on `\u009b`), marks of writing direction
/// (`\u202e`), line and paragraph separators, and bytes that are no UTF-8 (`\xff`). Line ends and
/// tabs stay. What is shown once stays as it is. For people: a program gets the text itself.
std::string shown(std::string_view text);

/// The same as one line of a list: line ends and tabs are escapes too (`\n`, `\t`, `\r`).
std::string one_line(std::string_view text);

/// The first `most` bytes at most, whole characters only.
std::string_view beginning(std::string_view text, std::size_t most);

enum class LineEnds : unsigned char { stay, escaped };
/// Appends what is shown of the text to `out`. Returns how much that was: less than all where the
/// rest is the beginning of something that `more_follows` may complete.
std::size_t append_shown(std::string& out, std::string_view text, LineEnds line_ends,
                         bool more_follows);

}  // namespace limbeck
