#include "migrations/schema/objects.h"

#include <algorithm>
#include <array>

#include "migrations/schema/dialect_keys.h"
#include "migrations/schema/kinds.h"
#include "migrations/sql_text/lexer.h"
#include "migrations/sql_text/literal.h"
#include "migrations/sql_text/names.h"
#include "migrations/text/concat.h"
#include "migrations/text/shown.h"

namespace limbeck::schema {
namespace {

using Kind = sql_text::Token::Kind;
using Tokens = std::vector<sql_text::Token>;

// Parses `name` or `schema.name` at the first token, and returns the number of tokens.
std::optional<std::pair<Name, std::size_t>> leading_name(const Tokens& tokens) {
  if (tokens.empty() || !is_name(tokens[0])) return std::nullopt;
  if (tokens.size() > 2 && tokens[1].text == "." && is_name(tokens[2])) {
    return std::pair(Name{folded_name(tokens[0]), folded_name(tokens[2])}, 3);
  }
  return std::pair(Name{"", folded_name(tokens[0])}, 1);
}

// Types that begin with a word which can be no name of an argument (PostgreSQL, "SQL Key Words":
// "cannot be function or type"), and `double`, which can, but not before `precision`.
bool begins_type(const Tokens& tokens) {
  constexpr std::array<std::string_view, 20> words{
      "bigint", "bit",   "boolean",  "char",     "character", "dec",    "decimal",
      "float",  "int",   "integer",  "interval", "national",  "nchar",  "numeric",
      "real",   "setof", "smallint", "time",     "timestamp", "varchar"};
  const sql_text::Token& first = tokens.front();
  if (first.kind != Kind::word) return false;
  if (is_word(first, "double")) return tokens.size() > 1 && is_word(tokens[1], "precision");
  return std::ranges::any_of(words, [&](std::string_view word) { return is_word(first, word); });
}

// The words of the type, without the numbers in parentheses, which do not identify a function.
std::string type_text(const Tokens& tokens) {
  std::string text;
  int depth = 0;
  for (const sql_text::Token& token : tokens) {
    if (token.text == "(") ++depth;
    if (depth == 0) {
      const bool glued = text.empty() || text.ends_with('.') || !is_name(token);
      if (!glued) text += ' ';
      text += token.kind == Kind::word ? sql_text::lower_case(token.text) : std::string(token.text);
    }
    if (token.text == ")") --depth;
  }
  Type type = parse_type(text);
  type.length = type.precision = type.scale = std::nullopt;
  if (type.kind != TypeKind::native) return to_string(type);
  // The catalog is always searched.
  constexpr std::string_view catalog = "pg_catalog.";
  if (!text.starts_with(catalog)) return text;
  type = parse_type(text.substr(catalog.size()));
  return to_string(type);
}

// The type of one argument; nullopt if it does not identify the function.
std::optional<std::string> argument_type(Tokens tokens) {
  const auto initial = std::ranges::find_if(tokens, [](const sql_text::Token& token) {
    return token.text == "=" || token.text == ":=" || is_word(token, "default");
  });
  tokens.erase(initial, tokens.end());
  const auto take = [&](std::string_view word) {
    if (tokens.size() < 2 || !is_word(tokens.front(), word)) return false;
    tokens.erase(tokens.begin());
    return true;
  };
  if (take("out")) return std::nullopt;
  const bool variadic = !take("in") && !take("inout") && take("variadic");
  if (tokens.empty()) return std::nullopt;
  const bool named =
      tokens.size() > 1 && is_name(tokens[0]) && is_name(tokens[1]) && !begins_type(tokens);
  if (named) tokens.erase(tokens.begin());
  return (variadic ? "variadic " : "") + type_text(tokens);
}

}  // namespace

std::string_view to_string(ObjectKind kind) {
  std::string_view label = "index";
  for_each_kind([&](const auto& one) {
    if (one.facts.object == kind) label = one.label;
  });
  return label;
}

std::string_view to_string(TriggerMode mode) {
  switch (mode) {
    case TriggerMode::enabled:
      return "enabled";
    case TriggerMode::disabled:
      return "disabled";
    case TriggerMode::replica:
      return "replica";
    case TriggerMode::always:
      return "always";
  }
  return {};
}

std::string to_string(const Object& object) {
  const std::string name = to_string(object.name);
  const ThingFacts facts = facts_of(object.kind);
  if (facts.has_arguments) return concat({name, "(", argument_types(object.part), ")"});
  return facts.belongs_to == BelongsTo::table ? concat({object.part, " on ", name}) : name;
}

std::string argument_types(std::string_view arguments) {
  std::string types;
  Tokens argument;
  int depth = 0;
  const auto finish = [&] {
    if (const auto type = argument_type(argument)) types += (types.empty() ? "" : ", ") + *type;
    argument.clear();
  };
  for (const sql_text::Token& token : sql_text::solid_tokens(arguments)) {
    if (token.text == "(" || token.text == "[") ++depth;
    if (token.text == ")" || token.text == "]") --depth;
    if (depth == 0 && token.text == ",") {
      finish();
    } else {
      argument.push_back(token);
    }
  }
  finish();
  return types;
}

std::optional<Name> named_type(const Type& type) {
  if (type.kind != TypeKind::native) return std::nullopt;
  const auto sql = native_sql(type, key_of_named_types);
  if (!sql) return std::nullopt;
  const Tokens tokens = sql_text::solid_tokens(*sql);
  const auto name = leading_name(tokens);
  if (!name) return std::nullopt;
  const bool alone = std::none_of(tokens.begin() + static_cast<std::ptrdiff_t>(name->second),
                                  tokens.end(), sql_text::is_name);
  return alone ? std::optional(name->first) : std::nullopt;
}

std::optional<Name> sequence_of_default(std::string_view default_sql) {
  if (default_sql.find('(') == std::string_view::npos) return std::nullopt;  // most of them, soon
  Tokens tokens = sql_text::solid_tokens(default_sql);
  if (tokens.size() > 2 && is_word(tokens[0], "pg_catalog") && tokens[1].text == ".") {
    tokens.erase(tokens.begin(), tokens.begin() + 2);
  }
  if (tokens.size() < 4 || !is_word(tokens[0], "nextval") || tokens[1].text != "(")
    return std::nullopt;
  // The literal is itself a name in SQL.
  const auto text = sql_text::text_of(tokens[2]);
  if (!text) return std::nullopt;
  const Tokens inner = sql_text::solid_tokens(*text);
  const auto name = leading_name(inner);
  return name && name->second == inner.size() ? std::optional(name->first) : std::nullopt;
}

std::string chosen_name(std::string_view first, std::string_view second, std::string_view kind) {
  constexpr std::size_t longest = 63;
  const std::size_t room = longest - kind.size() - (second.empty() ? 1 : 2);
  // Byte by byte; what is left of a character is cut off at the end.
  std::size_t of_first = first.size(), of_second = second.size();
  while (of_first + of_second > room) --(of_first > of_second ? of_first : of_second);
  return concat({beginning(first, of_first), second.empty() ? "" : "_",
                 beginning(second, of_second), "_", kind});
}

Name sequence_of_column(const Name& table, std::string_view column) {
  return {table.schema, chosen_name(table.name, column, "seq")};
}

}  // namespace limbeck::schema
