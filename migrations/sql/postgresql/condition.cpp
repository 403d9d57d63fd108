// Finds expressions that are certainly no condition.
#include <algorithm>
#include <array>

#include "migrations/sql/postgresql/expressions.h"
#include "migrations/sql/postgresql/type.h"
#include "migrations/sql_text/lexer.h"
#include "migrations/sql_text/literal.h"
#include "migrations/sql_text/names.h"
#include "migrations/text/concat.h"

namespace limbeck::sql::postgresql {
namespace {

using sql_text::Token;
using TokenKind = Token::Kind;
using Tokens = std::vector<Token>;

bool is_wrapped(const Tokens& tokens) {
  if (tokens.size() < 2 || tokens.front().text != "(" || tokens.back().text != ")") return false;
  int depth = 0;
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    if (tokens[i].text == "(") ++depth;
    if (tokens[i].text == ")") --depth;
    if (depth == 0) return false;
  }
  return true;
}

// Functions whose value is never true or false.
constexpr std::array<std::string_view, 18> functions{
    "abs",        "btrim",   "cardinality", "char_length", "concat", "date",
    "date_trunc", "extract", "floor",       "left",        "length", "lower",
    "ltrim",      "right",   "round",       "rtrim",       "trim",   "upper"};

std::string type_of(const Token& token, const schema::Table* table) {
  if (token.kind == TokenKind::number) return "a number";
  if (token.kind == TokenKind::string && token.text.starts_with('\'')) {
    const std::string word = sql_text::lower_case(sql_text::inside(token.text));
    constexpr std::array<std::string_view, 12> truths{"t",   "f",  "true", "false", "y", "n",
                                                      "yes", "no", "on",   "off",   "1", "0"};
    return std::ranges::find(truths, word) == truths.end() ? "a text" : "";
  }
  const bool name = token.kind == TokenKind::word || token.kind == TokenKind::quoted;
  if (!name || table == nullptr) return {};
  const std::string spelled = sql_text::folded_name(token);
  const schema::Column* column = schema::find_column(*table, spelled);
  if (column == nullptr) return {};
  const schema::Type type = lowered(column->type);
  const bool may_be = type.dimensions == 0 && (type.kind == schema::TypeKind::boolean ||
                                               type.kind == schema::TypeKind::native);
  return may_be ? "" : to_string(column->type);
}

}  // namespace

std::string type_of_no_condition(std::string_view sql, const schema::Table* table) {
  Tokens tokens = sql_text::solid_tokens(sql);
  while (is_wrapped(tokens)) {
    tokens.pop_back();
    tokens.erase(tokens.begin());
  }
  if (tokens.empty()) return {};
  // COLLATE changes no type.
  while (tokens.size() > 2 && sql_text::is_word(tokens[tokens.size() - 2], "collate"))
    tokens.resize(tokens.size() - 2);
  if (tokens.size() == 3 && tokens[1].text == ".") return type_of(tokens[2], table);
  if (tokens.size() == 1) return type_of(tokens[0], table);
  int depth = 0;
  bool joins_text = false, gets_json = false, comma = false;
  for (const Token& token : tokens) {
    if (token.text == "(" || token.text == "[") ++depth;
    if (token.text == ")" || token.text == "]") --depth;
    if (depth > 0) continue;
    if (token.text == ",") comma = true;
    if (token.text == "||") joins_text = true;
    if (token.text == "->>" || token.text == "->" || token.text == "#>" || token.text == "#>>")
      gets_json = true;
    constexpr std::array<std::string_view, 16> words{
        "and",  "or",      "not",      "is",     "like",    "ilike",  "in",  "between",
        "case", "similar", "overlaps", "isnull", "notnull", "exists", "any", "operator"};
    const bool word = std::ranges::any_of(
        words, [&](std::string_view one) { return sql_text::is_word(token, one); });
    const bool compares = token.kind == TokenKind::symbol && token.text != "||" &&
                          token.text.find_first_of("<>=~!@&?:") != std::string_view::npos &&
                          token.text.find_first_of("-#") == std::string_view::npos;
    if (word || compares) return {};
  }
  if (comma || sql_text::is_word(tokens[0], "row")) return "a row";
  if (joins_text) return "a text";
  if (gets_json) return "no truth value";
  const bool call = tokens[1].text == "(" && tokens.back().text == ")";
  if (call && std::ranges::any_of(functions, [&](std::string_view one) {
        return sql_text::is_word(tokens[0], one);
      }))
    return "no truth value";
  if (call && sql_text::is_word(tokens[0], "cast") && tokens.size() > 3) {
    const schema::Type type =
        lowered(schema::parse_type(std::string(tokens[tokens.size() - 2].text)));
    const bool known = type.kind != schema::TypeKind::native;
    return known && type.kind != schema::TypeKind::boolean ? to_string(type) : "";
  }
  return {};
}

}  // namespace limbeck::sql::postgresql
