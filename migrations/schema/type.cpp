#include "migrations/schema/type.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>
#include <vector>

#include "migrations/sql_text/names.h"
#include "migrations/text/concat.h"

namespace limbeck::schema {
namespace {

constexpr std::array<std::pair<TypeKind, std::string_view>, 21> names{{
    {TypeKind::boolean, "boolean"},     {TypeKind::smallint, "smallint"},
    {TypeKind::integer, "integer"},     {TypeKind::bigint, "bigint"},
    {TypeKind::real, "real"},           {TypeKind::double_precision, "double precision"},
    {TypeKind::numeric, "numeric"},     {TypeKind::text, "text"},
    {TypeKind::varchar, "varchar"},     {TypeKind::character, "char"},
    {TypeKind::bytes, "bytes"},         {TypeKind::uuid, "uuid"},
    {TypeKind::date, "date"},           {TypeKind::time, "time"},
    {TypeKind::timestamp, "timestamp"}, {TypeKind::timestamptz, "timestamptz"},
    {TypeKind::interval, "interval"},   {TypeKind::json, "json"},
    {TypeKind::jsonb, "jsonb"},         {TypeKind::enumeration, "enum"},
    {TypeKind::native, "native"},
}};

// The synonyms of SQL and PostgreSQL (PostgreSQL 8.1, "Data Types"). SQLite's rules for type names
// are in its introspection.
constexpr std::array<std::pair<std::string_view, TypeKind>, 21> synonyms{{
    {"bool", TypeKind::boolean},
    {"int2", TypeKind::smallint},
    {"int", TypeKind::integer},
    {"int4", TypeKind::integer},
    {"int8", TypeKind::bigint},
    {"float4", TypeKind::real},
    {"float8", TypeKind::double_precision},
    {"decimal", TypeKind::numeric},
    {"dec", TypeKind::numeric},
    {"character varying", TypeKind::varchar},
    {"char varying", TypeKind::varchar},
    {"character", TypeKind::character},
    {"bpchar", TypeKind::character},
    {"bytea", TypeKind::bytes},
    {"blob", TypeKind::bytes},
    {"time without time zone", TypeKind::time},
    {"timestamp without time zone", TypeKind::timestamp},
    {"timestamp with time zone", TypeKind::timestamptz},
    {"double", TypeKind::double_precision},
    {"datetime", TypeKind::timestamp},
    {"clob", TypeKind::text},
}};

// Only ASCII letters, independently of the application's locale: a Turkish one would change
// INTEGER.
std::string lower_and_squeezed(std::string_view text) {
  std::string result;
  for (const char c : sql_text::lower_case(text)) {
    if (c == ' ' || (c >= '\t' && c <= '\r')) {
      if (!result.empty() && result.back() != ' ') result += ' ';
    } else {
      result += c;
    }
  }
  while (!result.empty() && result.back() == ' ') result.pop_back();
  return result;
}

// `word more words (1, 2) rest`: the words without the arguments, and the arguments. Nothing if the
// text is not of that form.
struct Parts {
  std::string words;
  std::vector<int> arguments;
  int dimensions = 0;
};
std::optional<Parts> split(std::string_view text) {
  Parts parts;
  std::string folded = lower_and_squeezed(text);
  while (folded.size() > 2 && folded.ends_with("[]")) {
    folded.resize(folded.size() - 2);
    while (folded.ends_with(' ')) folded.pop_back();
    ++parts.dimensions;
  }
  const std::size_t open = folded.find('(');
  if (open == std::string::npos) {
    parts.words = folded;
    return parts;
  }
  const std::size_t close = folded.find(')', open);
  if (close == std::string::npos) return std::nullopt;
  const char* at = folded.data() + open + 1;
  const char* end = folded.data() + close;
  while (at < end) {
    while (at < end && (*at == ' ' || *at == ',')) ++at;
    if (at == end) break;
    int value = 0;
    const auto [after, error] = std::from_chars(at, end, value);
    if (error != std::errc{} || value < 0) return std::nullopt;
    parts.arguments.push_back(value);
    at = after;
  }
  // `timestamp(6) with time zone` keeps its words on both sides of the arguments.
  parts.words = lower_and_squeezed(concat({folded.substr(0, open), " ", folded.substr(close + 1)}));
  return parts;
}

std::optional<TypeKind> kind_of_words(std::string_view words) {
  if (words == "enum" || words == "native") return std::nullopt;
  if (const auto kind = type_kind(words)) return kind;
  for (const auto& [name, kind] : synonyms) {
    if (name == words) return kind;
  }
  return std::nullopt;
}

// Sets the numbers of a type from its arguments. Returns false if the kind has no such arguments.
bool take_arguments(Type& type, const std::vector<int>& arguments) {
  if (arguments.empty()) return true;
  switch (type.kind) {
    case TypeKind::varchar:
    case TypeKind::character:
    case TypeKind::bytes:
      type.length = arguments[0];
      return arguments.size() == 1;
    case TypeKind::numeric:
      type.precision = arguments[0];
      if (arguments.size() == 2) type.scale = arguments[1];
      return arguments.size() <= 2;
    case TypeKind::time:
    case TypeKind::timestamp:
    case TypeKind::timestamptz:
    case TypeKind::interval:
      type.precision = arguments[0];
      return arguments.size() == 1;
    default:
      return false;
  }
}

}  // namespace

std::string_view to_string(TypeKind kind) {
  for (const auto& [candidate, name] : names) {
    if (candidate == kind) return name;
  }
  return {};
}

std::optional<TypeKind> type_kind(std::string_view name) {
  for (const auto& [kind, candidate] : names) {
    if (candidate == name) return kind;
  }
  return std::nullopt;
}

std::string to_string(const Type& type) {
  std::string text;
  if (type.kind == TypeKind::native) {
    text = type.name.name.empty() && !type.per_dialect.empty() ? type.per_dialect.begin()->second
                                                               : type.name.name;
  } else {
    text = to_string(type.kind);
    if (type.kind == TypeKind::enumeration) text += " " + to_string(type.name);
    if (type.length) text += concat({"(", std::to_string(*type.length), ")"});
    if (type.precision) {
      text += "(" + std::to_string(*type.precision);
      if (type.scale) text += "," + std::to_string(*type.scale);
      text += ")";
    }
  }
  for (int i = 0; i < type.dimensions; ++i) text += "[]";
  return text;
}

Type parse_type(std::string_view text) {
  if (const auto parts = split(text)) {
    Type type;
    type.dimensions = parts->dimensions;
    // PostgreSQL's own type without a length holds any text; every other `char` holds one letter.
    const bool unlimited = parts->words == "bpchar" && parts->arguments.empty();
    if (const auto kind = unlimited ? std::nullopt : kind_of_words(parts->words)) {
      type.kind = *kind;
      if (take_arguments(type, parts->arguments)) return type;
    }
    constexpr std::string_view enum_word = "enum ";
    if (parts->arguments.empty() && parts->words.starts_with(enum_word)) {
      // The name keeps its case: it is taken from the text itself.
      std::string_view name = text;
      name.remove_prefix(std::min(name.find_first_not_of(" \t"), name.size()));
      name.remove_prefix(enum_word.size());
      while (name.ends_with(' ') || name.ends_with("[]"))
        name.remove_suffix(name.ends_with(' ') ? 1 : 2);
      type.kind = TypeKind::enumeration;
      const std::size_t dot = name.find('.');
      if (dot != std::string_view::npos) type.name.schema = name.substr(0, dot);
      type.name.name = dot == std::string_view::npos ? name : name.substr(dot + 1);
      return type;
    }
  }
  Type native;
  native.kind = TypeKind::native;
  native.name.name = text;
  return native;
}

std::optional<std::string> native_sql(const Type& type, std::string_view dialect) {
  const auto own = type.per_dialect.find(std::string(dialect));
  if (own != type.per_dialect.end()) return own->second;
  if (type.name.name.empty()) return std::nullopt;
  return type.name.name;
}

}  // namespace limbeck::schema
