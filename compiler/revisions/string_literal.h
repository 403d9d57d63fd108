#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace limbeck::compiler {

/// The value, in UTF-8, of a C++ string literal (`"a\n"`, `u8"é"`, `R"(…)"`, `"…"sv`). The result
/// is nullopt for other encodings, other suffixes and invalid escapes.
std::optional<std::string> string_literal_text(std::string_view spelling);

}  // namespace limbeck::compiler
