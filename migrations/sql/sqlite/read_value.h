// Texts and bytes as values of another type, as strictly as PostgreSQL reads them. `column` is an
// expression; the result is one. SQLite's own CAST takes whatever a text begins with, and its
// column affinity keeps what does not fit.
#pragma once

#include <optional>
#include <string>

namespace limbeck::sql::sqlite {

/// An expression that fails, saying that the value is no `type`. SQLite has no other function that
/// raises an error with words of its caller.
std::string wrong_value(const std::string& value, const std::string& type);

/// The text without white space around it.
std::string trimmed(const std::string& column);

std::string read_truth(const std::string& column);
std::string read_integer(const std::string& column);
/// With `digits`, a decimal that has as many after its point, and no infinity.
std::string read_number(const std::string& column, std::optional<int> digits);
std::string read_uuid(const std::string& column);
/// Bytes that are UTF-8, as a text.
std::string read_utf8(const std::string& column);

/// A number with `digits` after its point; whole numbers stay exact.
std::string round_to(const std::string& column, int digits);

}  // namespace limbeck::sql::sqlite
