#include "migrations/sql/sqlite/types.h"

#include <algorithm>
#include <array>

#include "migrations/sql_text/lexer.h"
#include "migrations/sql_text/names.h"

namespace limbeck::sql::sqlite {
namespace {

using schema::Type;
using schema::TypeKind;
using sql_text::Token;

std::string with_arguments(std::string text, const std::optional<int>& first,
                           const std::optional<int>& second = std::nullopt) {
  if (!first) return text;
  text += "(" + std::to_string(*first);
  if (second) text += "," + std::to_string(*second);
  return text + ")";
}

// Words that end a type name in a column definition.
bool ends_type(const Token& token) {
  constexpr std::array<std::string_view, 13> words{
      "constraint", "primary", "not",        "null",      "unique", "check",  "default",
      "collate",    "as",      "references", "generated", "always", "foreign"};
  return std::ranges::any_of(words,
                             [&](std::string_view word) { return sql_text::is_word(token, word); });
}

Type of_kind(TypeKind kind) {
  Type type;
  type.kind = kind;
  return type;
}

Type strict_type(const Type& type) {
  switch (affinity_of(declared(type))) {
    case Affinity::integer:
      return of_kind(TypeKind::integer);
    case Affinity::real:
      return of_kind(TypeKind::real);
    case Affinity::blob:
      return of_kind(TypeKind::bytes);
    case Affinity::text:
      return of_kind(TypeKind::text);
    case Affinity::numeric:
      break;
  }
  switch (type.kind) {
    case TypeKind::boolean:
      return of_kind(TypeKind::integer);
    case TypeKind::date:
    case TypeKind::time:
    case TypeKind::timestamp:
    case TypeKind::timestamptz:
      return of_kind(TypeKind::text);
    default:
      return of_kind(TypeKind::real);
  }
}

}  // namespace

Affinity affinity_of(std::string_view declared) {
  const std::string text = sql_text::lower_case(declared);
  const auto has = [&](std::string_view part) { return text.find(part) != std::string::npos; };
  if (has("int")) return Affinity::integer;
  if (has("char") || has("clob") || has("text")) return Affinity::text;
  if (text.empty() || has("blob")) return Affinity::blob;
  if (has("real") || has("floa") || has("doub")) return Affinity::real;
  return Affinity::numeric;
}

std::string declared(const Type& type) {
  if (type.kind != TypeKind::native) {
    if (const auto spelled = type.per_dialect.find("sqlite"); spelled != type.per_dialect.end())
      return spelled->second;
  }
  switch (type.kind) {
    case TypeKind::boolean:
      return "BOOLEAN";
    case TypeKind::smallint:
      return "SMALLINT";
    case TypeKind::integer:
      return "INTEGER";
    case TypeKind::bigint:
      return "BIGINT";
    case TypeKind::real:
      return "REAL";
    case TypeKind::double_precision:
      return "DOUBLE";
    case TypeKind::numeric:
      return with_arguments("NUMERIC", type.precision, type.scale);
    case TypeKind::text:
    case TypeKind::enumeration:
      return "TEXT";
    case TypeKind::varchar:
      return with_arguments("VARCHAR", type.length);
    case TypeKind::character:
      return with_arguments("CHAR", type.length);
    case TypeKind::bytes:
      return with_arguments("BLOB", type.length);
    case TypeKind::uuid:
      return "BLOB(16)";
    case TypeKind::date:
      return "DATE";
    case TypeKind::time:
      return with_arguments("TIME", type.precision);
    case TypeKind::timestamp:
      return with_arguments("TIMESTAMP", type.precision);
    case TypeKind::timestamptz:
      return with_arguments("TIMESTAMPTZ", type.precision);
    case TypeKind::interval:
      return with_arguments("INTERVAL", type.precision);
    case TypeKind::json:
      return "JSON TEXT";
    case TypeKind::jsonb:
      return "JSONB TEXT";
    case TypeKind::native:
      return schema::native_sql(type, "sqlite").value_or("");
  }
  return {};
}

Type read_type(std::string_view text) {
  const std::string lower = sql_text::lower_case(text);
  if (lower == "json text") return of_kind(TypeKind::json);
  if (lower == "jsonb text") return of_kind(TypeKind::jsonb);
  Type type = schema::parse_type(text);
  // A synonym of other databases may have another affinity in SQLite (UUID, JSON and BYTEA are
  // numeric).
  const bool ours = type.kind != TypeKind::native && type.kind != TypeKind::enumeration &&
                    type.dimensions == 0 && affinity_of(declared(type)) == affinity_of(text);
  if (ours) return type;
  type = of_kind(TypeKind::native);
  type.per_dialect["sqlite"] = text;
  return type;
}

Type lower_type(const Type& type, bool strict) {
  Type result = type;
  if (type.kind == TypeKind::enumeration) result = of_kind(TypeKind::text);
  if (type.kind == TypeKind::uuid) {
    result = of_kind(TypeKind::bytes);
    result.length = 16;
  }
  if (type.kind == TypeKind::native) {
    if (const auto sql = schema::native_sql(type, "sqlite")) result = read_type(*sql);
    if (result.kind == TypeKind::native) return result;
  }
  result.dimensions = type.dimensions;  // refused, not lost
  // Defaults are left out, so that each type has one declaration.
  if (result.kind == TypeKind::numeric && result.precision && !result.scale) result.scale = 0;
  if (result.kind == TypeKind::character && !result.length) result.length = 1;
  if (result.kind != TypeKind::numeric && result.precision == 6) result.precision.reset();
  return strict ? strict_type(result) : result;
}

Type lower_spelled_type(const Type& type, bool strict) {
  Type result = lower_type(type, strict);
  const auto sql =
      type.kind == TypeKind::native ? schema::native_sql(type, "sqlite") : std::nullopt;
  if (result.kind == TypeKind::native || !sql || (strict && !is_strict_type_name(*sql)))
    return result;
  result.per_dialect["sqlite"] = *sql;
  return result;
}

bool is_type_name(std::string_view text) {
  const std::vector<Token> tokens = sql_text::solid_tokens(text, sql_text::sqlite);
  std::size_t at = 0;
  while (at < tokens.size() &&
         (tokens[at].kind == Token::Kind::quoted || tokens[at].kind == Token::Kind::word)) {
    if (ends_type(tokens[at])) return false;
    ++at;
  }
  if (at == tokens.size()) return true;
  if (at == 0 || tokens[at].text != "(" || tokens.back().text != ")") return false;
  int numbers = 0;
  for (++at; at + 1 < tokens.size(); ++at) {
    if (tokens[at].text == "+" || tokens[at].text == "-") ++at;
    if (at + 1 >= tokens.size() || tokens[at].kind != Token::Kind::number) return false;
    ++numbers;
    if (at + 2 < tokens.size() && tokens[++at].text != ",") return false;
  }
  return numbers == 1 || numbers == 2;
}

bool is_strict_type_name(std::string_view text) {
  constexpr std::array<std::string_view, 6> names{"INT", "INTEGER", "REAL", "TEXT", "BLOB", "ANY"};
  return std::ranges::any_of(
      names, [&](std::string_view name) { return sql_text::equal_ignoring_case(name, text); });
}

}  // namespace limbeck::sql::sqlite
