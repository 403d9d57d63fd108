#include "migrations/schema/rename_type.h"

#include <algorithm>
#include <array>
#include <vector>

#include "migrations/schema/expression.h"
#include "migrations/schema/sql_tokens.h"
#include "migrations/text/concat.h"

namespace limbeck::schema {
namespace {

using Kind = SqlToken::Kind;

bool is_name(const SqlToken& token) {
  return token.kind == Kind::word || token.kind == Kind::quoted;
}

// As PostgreSQL folds it.
std::string folded(const SqlToken& token) {
  return token.kind == Kind::word ? lower_case(token.text) : name_of(token);
}

std::string spelled(std::string_view name) {
  if (is_plain_name(name)) return std::string(name);
  std::string quoted = "\"";
  for (const char c : name) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + '"';
}

/// Renames where `is_type(before, after)` says so of the tokens on both sides of the name.
template <class IsType>
std::string rename(std::string_view sql, const Name& type, std::string_view new_name,
                   const IsType& is_type) {
  if (sql.empty()) return {};
  const std::vector<SqlToken> tokens = sql_tokens(sql);
  static const SqlToken none{Kind::space, {}};
  std::vector<std::size_t> solid;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].kind != Kind::space) solid.push_back(i);
  }
  const auto at = [&](std::size_t place) -> const SqlToken& {
    return place < solid.size() ? tokens[solid[place]] : none;
  };
  std::vector<std::size_t> renamed;
  for (std::size_t i = 0; i < solid.size(); ++i) {
    if (!is_name(at(i)) || folded(at(i)) != type.name) continue;
    const bool qualified = i >= 2 && at(i - 1).text == "." && is_name(at(i - 2));
    if (qualified) {
      const std::string in = folded(at(i - 2));
      if (in != (type.schema.empty() ? "public" : type.schema)) continue;
    }
    const std::size_t start = qualified ? i - 2 : i;
    if (is_type(start == 0 ? none : at(start - 1), at(i + 1))) renamed.push_back(solid[i]);
  }
  std::string result;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const bool here = std::find(renamed.begin(), renamed.end(), i) != renamed.end();
    result += here ? spelled(new_name) : std::string(tokens[i].text);
  }
  return result;
}

}  // namespace

std::string rename_type_in(std::string_view sql, const Name& type, std::string_view new_name) {
  return rename(sql, type, new_name, [](const SqlToken& before, const SqlToken& after) {
    return before.text == "::" || (is_word(before, "as") && (after.text == ")" || after.text == "[")) ||
           after.kind == Kind::string;
  });
}

std::string rename_type_in_signature(std::string_view sql, const Name& type,
                                     std::string_view new_name) {
  return rename(sql, type, new_name, [](const SqlToken& before, const SqlToken& after) {
    constexpr std::array<std::string_view, 3> ends{"default", "array", "language"};
    const bool ended = after.text.empty() || !is_name(after) ||
                       std::ranges::any_of(ends, [&](auto word) { return is_word(after, word); });
    return (ended && after.text != "(" && after.text != ".") || is_word(before, "returns") ||
           is_word(before, "setof");
  });
}

}  // namespace limbeck::schema
