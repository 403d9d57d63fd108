#include "migrations/operations/apply/texts.h"

#include "migrations/text/concat.h"

namespace limbeck::operations {
namespace {

// The length of the string literal that `sql` starts with; 0 if it starts with none.
std::size_t literal_length(std::string_view sql) {
  if (!sql.starts_with('\'')) return 0;
  for (std::size_t i = 1; i < sql.size(); ++i) {
    if (sql[i] != '\'') continue;
    if (i + 1 == sql.size() || sql[i + 1] != '\'') return i + 1;
    ++i;
  }
  return 0;
}

}  // namespace

std::optional<std::string> literal_of(std::string_view sql) {
  const std::size_t length = literal_length(sql);
  if (length == 0 || (length < sql.size() && !sql.substr(length).starts_with("::")))
    return std::nullopt;
  std::string text;
  for (std::size_t i = 1; i + 1 < length; ++i) {
    text += sql[i];
    if (sql[i] == '\'') ++i;
  }
  return text;
}

std::string with_literal(std::string_view sql, std::string_view text) {
  std::string result = "'";
  for (const char c : text) result += c == '\'' ? std::string("''") : std::string(1, c);
  return concat({result, "'", sql.substr(literal_length(sql))});
}

}  // namespace limbeck::operations
