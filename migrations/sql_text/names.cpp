#include "migrations/sql_text/names.h"

#include <algorithm>
#include <array>

namespace limbeck::sql_text {
namespace {

using Kind = Token::Kind;

char to_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Words that stand for themselves in an expression and so name no column unless quoted. Sorted.
// `end` is missing: SQLite allows it as a name where no CASE is open.
constexpr std::array<std::string_view, 47> expression_words{"all",
                                                            "and",
                                                            "any",
                                                            "array",
                                                            "as",
                                                            "between",
                                                            "case",
                                                            "cast",
                                                            "collate",
                                                            "current_date",
                                                            "current_time",
                                                            "current_timestamp",
                                                            "current_user",
                                                            "distinct",
                                                            "else",
                                                            "escape",
                                                            "except",
                                                            "exists",
                                                            "false",
                                                            "from",
                                                            "glob",
                                                            "group",
                                                            "ilike",
                                                            "in",
                                                            "intersect",
                                                            "is",
                                                            "isnull",
                                                            "like",
                                                            "limit",
                                                            "localtime",
                                                            "localtimestamp",
                                                            "match",
                                                            "not",
                                                            "notnull",
                                                            "null",
                                                            "or",
                                                            "order",
                                                            "regexp",
                                                            "select",
                                                            "session_user",
                                                            "similar",
                                                            "some",
                                                            "then",
                                                            "true",
                                                            "union",
                                                            "when",
                                                            "where"};

// Keywords that some database takes for no bare name anywhere, beyond those above. Sorted.
constexpr std::array<std::string_view, 70> reserved_words{"add",
                                                          "alter",
                                                          "analyse",
                                                          "analyze",
                                                          "asc",
                                                          "asymmetric",
                                                          "authorization",
                                                          "autoincrement",
                                                          "both",
                                                          "check",
                                                          "column",
                                                          "commit",
                                                          "concurrently",
                                                          "constraint",
                                                          "create",
                                                          "cross",
                                                          "current_catalog",
                                                          "current_role",
                                                          "current_schema",
                                                          "default",
                                                          "deferrable",
                                                          "delete",
                                                          "desc",
                                                          "do",
                                                          "drop",
                                                          "end",
                                                          "fetch",
                                                          "for",
                                                          "foreign",
                                                          "freeze",
                                                          "full",
                                                          "grant",
                                                          "having",
                                                          "index",
                                                          "initially",
                                                          "inner",
                                                          "insert",
                                                          "into",
                                                          "join",
                                                          "lateral",
                                                          "leading",
                                                          "left",
                                                          "natural",
                                                          "nothing",
                                                          "offset",
                                                          "on",
                                                          "only",
                                                          "outer",
                                                          "overlaps",
                                                          "placing",
                                                          "primary",
                                                          "references",
                                                          "returning",
                                                          "right",
                                                          "set",
                                                          "symmetric",
                                                          "table",
                                                          "tablesample",
                                                          "to",
                                                          "trailing",
                                                          "transaction",
                                                          "unique",
                                                          "update",
                                                          "user",
                                                          "using",
                                                          "values",
                                                          "variadic",
                                                          "verbose",
                                                          "window",
                                                          "with"};
static_assert(std::is_sorted(expression_words.begin(), expression_words.end()));
static_assert(std::is_sorted(reserved_words.begin(), reserved_words.end()));

}  // namespace

std::string name_of(const Token& token) {
  if (token.kind != Kind::quoted) return std::string(token.text);
  std::string_view text = token.text;
  const std::size_t open = text.find_first_of("\"`[");
  if (open == std::string_view::npos) return std::string(text);
  const char quote = text[open] == '[' ? ']' : text[open];
  text.remove_prefix(open + 1);
  if (text.ends_with(quote)) text.remove_suffix(1);
  std::string name;
  for (std::size_t i = 0; i < text.size(); ++i) {
    name += text[i];
    if (quote != ']' && text[i] == quote && i + 1 < text.size() && text[i + 1] == quote) ++i;
  }
  return name;
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return to_lower(x) == to_lower(y); });
}

std::string lower_case(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), to_lower);
  return result;
}

std::string folded_name(const Token& token) {
  return token.kind == Kind::word ? lower_case(token.text) : name_of(token);
}

std::string in_quotes(std::string_view text, char quote) {
  std::string result(1, quote);
  for (const char c : text) {
    if (c == quote) result += quote;
    result += c;
  }
  return result + quote;
}

bool is_plain_name(std::string_view name) {
  if (name.empty() || (name[0] >= '0' && name[0] <= '9')) return false;
  const bool plain = std::ranges::all_of(
      name, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
  return plain && !std::binary_search(expression_words.begin(), expression_words.end(), name) &&
         !std::binary_search(reserved_words.begin(), reserved_words.end(), name);
}

bool is_expression_word(const Token& token) {
  return token.kind == Kind::word &&
         std::binary_search(expression_words.begin(), expression_words.end(),
                            lower_case(token.text));
}

std::string spelled(std::string_view name) {
  return is_plain_name(name) ? std::string(name) : in_quotes(name, '"');
}

std::string spelled_like(const Token& like, std::string_view name) {
  if (like.kind == Kind::word) return spelled(name);
  const std::size_t at = like.text.find_first_of("\"`[");
  const char open = at == std::string_view::npos ? '"' : like.text[at];
  if (open != '[') return in_quotes(name, open);
  if (name.find(']') != std::string_view::npos) return in_quotes(name, '"');
  return '[' + std::string(name) + ']';
}

}  // namespace limbeck::sql_text
