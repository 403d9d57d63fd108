#include "migrations/schema/rename_type.h"

#include <algorithm>
#include <array>
#include <vector>

#include "migrations/sql_text/lexer.h"
#include "migrations/sql_text/names.h"
#include "migrations/sql_text/rewrite.h"
#include "migrations/text/concat.h"

namespace limbeck::schema {
namespace {

using Kind = sql_text::Token::Kind;

/// Renames where `is_type(before, after)` says so of the tokens on both sides of the name.
template <class IsType>
std::string rename(std::string_view sql, const Name& type, std::string_view new_name,
                   const IsType& is_type) {
  if (sql.empty()) return {};
  const std::vector<sql_text::Token> tokens = sql_text::lex(sql);
  static const sql_text::Token none{Kind::space, {}};
  std::vector<std::size_t> solid;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].kind != Kind::space) solid.push_back(i);
  }
  const auto at = [&](std::size_t place) -> const sql_text::Token& {
    return place < solid.size() ? tokens[solid[place]] : none;
  };
  std::vector<sql_text::Replacement> renamed;
  for (std::size_t i = 0; i < solid.size(); ++i) {
    if (!is_name(at(i)) || folded_name(at(i)) != type.name) continue;
    const bool qualified = i >= 2 && at(i - 1).text == "." && is_name(at(i - 2));
    if (qualified) {
      const std::string in = folded_name(at(i - 2));
      if (in != (type.schema.empty() ? "public" : type.schema)) continue;
    }
    const std::size_t start = qualified ? i - 2 : i;
    if (is_type(start == 0 ? none : at(start - 1), at(i + 1)))
      renamed.push_back({solid[i], sql_text::spelled(new_name)});
  }
  return sql_text::rewritten(tokens, std::move(renamed));
}

}  // namespace

std::string rename_type_in(std::string_view sql, const Name& type, std::string_view new_name) {
  return rename(sql, type, new_name,
                [](const sql_text::Token& before, const sql_text::Token& after) {
                  return before.text == "::" ||
                         (is_word(before, "as") && (after.text == ")" || after.text == "[")) ||
                         after.kind == Kind::string;
                });
}

std::string rename_type_in_signature(std::string_view sql, const Name& type,
                                     std::string_view new_name) {
  return rename(sql, type, new_name,
                [](const sql_text::Token& before, const sql_text::Token& after) {
                  constexpr std::array<std::string_view, 3> ends{"default", "array", "language"};
                  const bool ended =
                      after.text.empty() || !is_name(after) ||
                      std::ranges::any_of(ends, [&](auto word) { return is_word(after, word); });
                  return (ended && after.text != "(" && after.text != ".") ||
                         is_word(before, "returns") || is_word(before, "setof");
                });
}

}  // namespace limbeck::schema
