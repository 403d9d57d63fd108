// Expressions that parse texts and bytes as values of another type, as strictly as PostgreSQL does.
// `column` is an expression as well. SQLite's CAST parses only the beginning of a text, and its
// column affinity stores values that do not fit.
#pragma once

#include <optional>
#include <string>

namespace limbeck::sql::sqlite {

/// An expression that fails with the message that the value is no `type`. SQLite has no other
/// function that raises an error with a message of the caller.
std::string wrong_value(const std::string& value, const std::string& type);

/// The text without white space around it.
std::string trimmed(const std::string& column);

std::string read_truth(const std::string& column);
std::string read_integer(const std::string& column);
/// With `digits`, a decimal number with that many digits after the point, and no infinity.
std::string read_number(const std::string& column, std::optional<int> digits);
std::string read_uuid(const std::string& column);
/// Converts bytes, which have to be UTF-8, to a text.
std::string read_utf8(const std::string& column);

/// Rounds a number to `digits` digits after the point; integers stay exact.
std::string round_to(const std::string& column, int digits);

}  // namespace limbeck::sql::sqlite
