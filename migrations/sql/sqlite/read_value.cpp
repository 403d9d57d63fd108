#include "migrations/sql/sqlite/read_value.h"

#include "migrations/text/concat.h"

namespace limbeck::sql::sqlite {
namespace {

// NULL stays NULL; a value for which there is no case is an error.
std::string cases(const std::string& column, const std::string& when, const std::string& type) {
  return concat({"CASE WHEN ", column, " IS NULL THEN NULL ", when, " ELSE ",
                 wrong_value(column, type), " END"});
}

// In a comparison with a number, SQLite converts a text that is a number; any other text is greater
// than all numbers.
std::string is_finite(const std::string& text) {
  return concat({text, " < CAST(9e999 AS REAL) AND ", text, " > CAST(-9e999 AS REAL)"});
}

}  // namespace

std::string wrong_value(const std::string& value, const std::string& type) {
  return concat({"json_extract('{}', substr(quote(", value, "), 1, 80) || ' is no ", type, "')"});
}

std::string trimmed(const std::string& column) {
  return concat({"trim(", column, ", char(9, 10, 11, 12, 13, 32))"});
}

std::string read_truth(const std::string& column) {
  const std::string word = concat({"lower(", trimmed(column), ")"});
  return cases(
      column,
      concat({"WHEN ", word,
              " IN ('true', 'tru', 'tr', 't', 'yes', 'ye', 'y', 'on', '1') THEN 1 WHEN ", word,
              " IN ('false', 'fals', 'fal', 'fa', 'f', 'no', 'n', 'off', 'of', '0') "
              "THEN 0"}),
      "boolean");
}

std::string read_integer(const std::string& column) {
  const std::string text = trimmed(column);
  return cases(
      column,
      concat({"WHEN ", is_finite(text), " AND ", text, " NOT GLOB '*[^0-9+-]*' AND typeof(CAST(",
              text, " AS NUMERIC)) = 'integer' THEN CAST(", text, " AS INTEGER)"}),
      "integer");
}

std::string read_number(const std::string& column, std::optional<int> digits) {
  const std::string text = trimmed(column);
  if (digits) {
    const std::string number = round_to(concat({"CAST(", text, " AS NUMERIC)"}), *digits);
    return cases(column, concat({"WHEN ", is_finite(text), " THEN ", number}), "number");
  }
  return cases(column,
               concat({"WHEN ", is_finite(text), " THEN CAST(", text, " AS NUMERIC) WHEN lower(",
                       text, ") IN ('infinity', 'inf', '+infinity', '+inf') THEN 9e999 WHEN lower(",
                       text, ") IN ('-infinity', '-inf') THEN -9e999"}),
               "number");
}

// SQLite before 3.41 has no unhex(), so each pair of digits selects one of all 256 bytes.
std::string read_uuid(const std::string& column) {
  std::string all_bytes;
  for (int byte = 0; byte < 256; ++byte) {
    constexpr const char* digits = "0123456789abcdef";
    all_bytes += digits[byte / 16];
    all_bytes += digits[byte % 16];
  }
  const std::string digits = concat(
      {"lower(replace(replace(replace(", trimmed(column), ", '-', ''), '{', ''), '}', ''))"});
  const auto digit = [](const char* place) {
    return concat(
        {"(instr('0123456789abcdef', substr(limbeck_digits, limbeck_at", place, ", 1)) - 1)"});
  };
  const std::string bytes = concat(
      {"(WITH RECURSIVE limbeck_uuid(limbeck_at, limbeck_digits, limbeck_bytes) AS (SELECT 1, ",
       digits, ", x'' UNION ALL SELECT limbeck_at + 2, limbeck_digits, limbeck_bytes || substr(x'",
       all_bytes, "', ", digit(""), " * 16 + ", digit(" + 1"),
       " + 1, 1) FROM limbeck_uuid WHERE limbeck_at < 32) SELECT CAST(limbeck_bytes AS BLOB) FROM "
       "limbeck_uuid WHERE limbeck_at = 33)"});
  return cases(column,
               concat({"WHEN length(", digits, ") = 32 AND ", digits,
                       " NOT GLOB '*[^0-9a-f]*' THEN ", bytes}),
               "uuid");
}

// Row by row of https://www.unicode.org/versions/Unicode15.0.0/ch03.pdf, table 3-7, from one
// character to the next; an invalid one ends the loop. Most texts are ASCII, which one GLOB checks.
std::string read_utf8(const std::string& column) {
  const std::string next = concat({"hex(substr(", column, ", limbeck_at, 4))"});
  const std::string step = concat({"CASE WHEN ",
                                   next,
                                   " GLOB '[0-7]*' AND ",
                                   next,
                                   " NOT GLOB '00*' THEN 1 WHEN ",
                                   next,
                                   " GLOB 'C[2-9A-F][89AB]*' OR ",
                                   next,
                                   " GLOB 'D?[89AB]*' THEN 2 WHEN ",
                                   next,
                                   " GLOB 'E0[AB]?[89AB]*' OR ",
                                   next,
                                   " GLOB 'E[1-9A-CEF][89AB]?[89AB]*' OR ",
                                   next,
                                   " GLOB 'ED[89]?[89AB]*' THEN 3 WHEN ",
                                   next,
                                   " GLOB 'F0[9AB]?[89AB]?[89AB]*' OR ",
                                   next,
                                   " GLOB 'F[1-3][89AB]?[89AB]?[89AB]*' OR ",
                                   next,
                                   " GLOB 'F48?[89AB]?[89AB]*' THEN 4 END"});
  const std::string is_ascii =
      concat({"instr(", column, ", x'00') = 0 AND CAST(", column, " AS TEXT) NOT GLOB '*[^' || ",
              "char(1) || '-' || char(127) || ']*'"});
  const std::string is_utf8 = concat(
      {"(WITH RECURSIVE limbeck_utf8(limbeck_at) AS (SELECT 1 UNION ALL SELECT limbeck_at + ", step,
       " FROM limbeck_utf8 WHERE limbeck_at <= length(", column,
       ")) SELECT count(*) = count(limbeck_at) FROM limbeck_utf8)"});
  return cases(column,
               concat({"WHEN typeof(", column, ") = 'text' OR ", is_ascii, " OR ", is_utf8,
                       " THEN CAST(", column, " AS TEXT)"}),
               "UTF-8");
}

std::string round_to(const std::string& column, int digits) {
  return concat({"CASE typeof(", column, ") WHEN 'real' THEN round(", column, ", ",
                 std::to_string(digits < 0 ? 0 : digits), ") ELSE ", column, " END"});
}

}  // namespace limbeck::sql::sqlite
