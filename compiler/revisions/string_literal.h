#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace limbeck::compiler {

/// The text of one C++ string literal as it is spelled (`"a\n"`, `u8"é"`, `R"(…)"`, `"…"sv`), in
/// UTF-8; nothing for other encodings, other suffixes, and escapes that cannot be read.
std::optional<std::string> string_literal_text(std::string_view spelling);

}  // namespace limbeck::compiler
