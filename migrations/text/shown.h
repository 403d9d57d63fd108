// Escapes texts of other origin for output, so that they cannot control a terminal or forge lines
// of a log.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace limbeck {

/// The text with escapes for everything that controls a terminal or changes the order of what it
/// shows: control characters (`\x1b`, from DEL on `\u009b`), marks of writing direction
/// (`\u202e`), line and paragraph separators, and bytes that are no UTF-8 (`\xff`). Line ends and
/// tabs stay. Applying it again changes nothing. For output to people only; programs get the text
/// itself.
std::string shown(std::string_view text);

/// The same as one line of a list: line ends and tabs are escapes too (`\n`, `\t`, `\r`).
std::string one_line(std::string_view text);

/// The first `most` bytes at most, whole characters only.
std::string_view beginning(std::string_view text, std::size_t most);

enum class LineEnds : unsigned char { stay, escaped };
/// Appends the escaped text to `out`. Returns how many bytes of the text were used: with
/// `more_follows`, an incomplete character at the end is not.
std::size_t append_shown(std::string& out, std::string_view text, LineEnds line_ends,
                         bool more_follows);

}  // namespace limbeck
