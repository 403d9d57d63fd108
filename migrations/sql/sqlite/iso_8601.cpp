#include "migrations/sql/sqlite/conversion.h"

#include "migrations/sql/sqlite/read_value.h"
#include "migrations/text/concat.h"

namespace limbeck::sql::sqlite {
namespace {

using schema::TypeKind;

// The parts of a text, for a query around this one: `limbeck_date`, `limbeck_clock` and
// `limbeck_offset`, as `limbeck_gap` between the first two. Nothing is checked yet.
std::string parts_of(const std::string& column, TypeKind kind) {
  const std::string text =
      concat({"(SELECT ", column, " AS limbeck_value, ", trimmed(column), " AS limbeck_text)"});
  const bool has_date = kind != TypeKind::time;
  const std::string rest = concat(
      {"(SELECT limbeck_value, ", has_date ? "substr(limbeck_text, 1, 10)" : "'2000-01-01'",
       " AS limbeck_date, ", has_date ? "substr(limbeck_text, 11, 1)" : "' '", " AS limbeck_gap, ",
       has_date ? "CASE WHEN length(limbeck_text) = 10 THEN '00:00' ELSE "
                  "upper(substr(limbeck_text, 12)) END"
                : "limbeck_text",
       " AS limbeck_rest FROM ", text, ")"});
  const std::string at = concat(
      {"(SELECT *, CASE WHEN limbeck_rest GLOB '*+*' THEN instr(limbeck_rest, '+') WHEN "
       "limbeck_rest GLOB '*-*' THEN instr(limbeck_rest, '-') WHEN limbeck_rest GLOB '*Z' THEN "
       "length(limbeck_rest) ELSE length(limbeck_rest) + 1 END AS limbeck_at FROM ",
       rest, ")"});
  return concat(
      {"(SELECT *, rtrim(substr(limbeck_rest, 1, limbeck_at - 1)) AS limbeck_clock, "
       "substr(limbeck_rest, limbeck_at) AS limbeck_offset FROM ",
       at, ")"});
}

constexpr const char* is_date =
    "limbeck_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND limbeck_date >= '0001' AND "
    "date(limbeck_date, '+0 days') = limbeck_date AND limbeck_gap IN ('', ' ', 'T', 't')";
constexpr const char* is_clock =
    "limbeck_clock < '24' AND (limbeck_clock GLOB '[0-2][0-9]:[0-5][0-9]' OR limbeck_clock GLOB "
    "'[0-2][0-9]:[0-5][0-9]:[0-5][0-9]' OR (limbeck_clock GLOB "
    "'[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9]*' AND substr(limbeck_clock, 10) NOT GLOB "
    "'*[^0-9]*'))";
constexpr const char* is_offset =
    "(limbeck_offset IN ('', 'Z') OR limbeck_offset GLOB '[+-][0-9][0-9]' OR limbeck_offset GLOB "
    "'[+-][0-9][0-9][0-9][0-9]' OR limbeck_offset GLOB '[+-][0-9][0-9]:[0-9][0-9]')";

constexpr const char* seconds = "substr(limbeck_clock || ':00', 1, 8)";
constexpr const char* fraction = "rtrim(rtrim(substr(limbeck_clock, 9), '0'), '.')";
// The value in the format of SQLite's own functions.
constexpr const char* whole_offset =
    "CASE WHEN limbeck_offset IN ('', 'Z') THEN '' WHEN length(limbeck_offset) = 6 THEN "
    "limbeck_offset ELSE substr(limbeck_offset || '00', 1, 3) || ':' || "
    "substr(limbeck_offset || '00', 4, 2) END";

// `2020-01-01 10:00:00`, converted to UTC if it has an offset.
std::string instant() {
  return concat(
      {"datetime(limbeck_date || ' ' || ", seconds, " || ", whole_offset, ") || ", fraction});
}

// Parses a text as a value of `kind` and returns `result`, which is an expression over its parts.
std::string read(const std::string& column, TypeKind kind, const std::string& result,
                 const std::string& type) {
  std::string is_right;
  if (kind != TypeKind::time) is_right = is_date;
  if (kind == TypeKind::date) is_right += " AND limbeck_gap = ''";
  if (kind != TypeKind::date) is_right += concat({is_right.empty() ? "" : " AND ", is_clock});
  is_right += kind == TypeKind::timestamptz
                  ? concat({" AND ", is_offset, " AND ", instant(), " IS NOT NULL"})
                  : " AND limbeck_offset = ''";
  return concat({"(SELECT CASE WHEN limbeck_value IS NULL THEN NULL WHEN ", is_right, " THEN ",
                 result, " ELSE ", wrong_value("limbeck_value", type), " END FROM ",
                 parts_of(column, kind), ")"});
}

std::string value_of(TypeKind kind) {
  switch (kind) {
    case TypeKind::date:
      return "limbeck_date";
    case TypeKind::time:
      return concat({seconds, " || ", fraction});
    case TypeKind::timestamptz:
      return instant();
    default:
      return concat({"limbeck_date || ' ' || ", seconds, " || ", fraction});
  }
}

std::string name_of(TypeKind kind) { return concat({schema::to_string(kind), " in ISO 8601"}); }

}  // namespace

std::string read_time(const std::string& column, TypeKind to) {
  return read(column, to, value_of(to), name_of(to));
}

std::string write_time(const std::string& column, TypeKind from) {
  const std::string text = value_of(from);
  return read(column, from, from == TypeKind::timestamptz ? concat({text, " || '+00'"}) : text,
              name_of(from));
}

std::string change_time(const std::string& column, TypeKind from, TypeKind to) {
  if (from == to) return {};
  // In UTC both are the same text.
  if (from == TypeKind::timestamp && to == TypeKind::timestamptz) return {};
  std::string result = value_of(from);
  if (from == TypeKind::date) result += " || ' 00:00:00'";
  if (to == TypeKind::date) result = concat({"substr(", result, ", 1, 10)"});
  if (to == TypeKind::time) result = concat({"substr(", result, ", 12)"});
  return read(column, from, result, name_of(from));
}

}  // namespace limbeck::sql::sqlite
