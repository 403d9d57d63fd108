// Text for terminals: how wide they are, and lines broken to fit.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace limbeck::commands {

/// COLUMNS where it is set, else the terminal's width, else 0: no terminal, nothing to fit.
std::size_t terminal_width(int file_descriptor);

/// How many columns it takes: UTF-8 characters, of which the wide ones (East Asian, emoji) take two
/// and combining ones none.
std::size_t width_of(std::string_view text);

/// `text` cut to `width` columns, the last of them `…` (or `.` without UTF-8) if any are lost.
/// Width 0 cuts nothing.
std::string cut(std::string_view text, std::size_t width, bool utf8 = true);

/// Words of `text` in lines of at most `width` columns, each after the first behind `indent`
/// blanks. The first line starts at column `at`. Newlines stay.
std::string wrapped(std::string_view text, std::size_t width, std::size_t indent, std::size_t at);

/// Whether the locale of the environment is one of UTF-8.
bool wants_utf8();

// Errors repeat what was typed; a database's URL that was typed in a wrong place may hold a
// password.

/// The text with `***` for what it has of an argument, or of an option's value, that may be a
/// database's URL or a connection string and stands where none belongs.
std::string without_urls(std::string text, const std::vector<std::string_view>& arguments);

}  // namespace limbeck::commands
