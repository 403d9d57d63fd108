// String literals in SQL text.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "migrations/sql_text/lexer.h"

namespace limbeck::sql_text {

/// The text of a literal without its quotes, as it is written: `$$a$$`, `$x$a$x$`, `'a'`. Empty
/// where it is not closed.
std::string_view inside(std::string_view literal);

/// The text that a literal stands for: `'it''s'`, `N'a'`, `$$a$$`. Nothing where it is not closed,
/// holds backslash or Unicode escapes, or stands for bits or bytes.
std::optional<std::string> text_of(const Token& literal);

}  // namespace limbeck::sql_text
