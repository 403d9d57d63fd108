#include <algorithm>
#include <array>

#include "migrations/schema/location.h"
#include "migrations/schema/system_columns.h"
#include "migrations/sql/postgresql/expressions.h"
#include "migrations/sql/postgresql/operator_classes.h"
#include "migrations/sql/postgresql/refuse_table.h"
#include "migrations/sql/postgresql/type.h"
#include "migrations/sql/postgresql/type_names.h"
#include "migrations/sql_text/lexer.h"
#include "migrations/text/concat.h"

namespace limbeck::sql::postgresql {
namespace {

using schema::Type;
using schema::TypeKind;

/// PostgreSQL's limits for the numbers of a type; nullopt if there is no limit.
struct Limits {
  int least;
  int most;
};

std::optional<Limits> limits_of_length(TypeKind kind) {
  if (kind == TypeKind::varchar || kind == TypeKind::character) return Limits{1, 10485760};
  return std::nullopt;
}

std::optional<Limits> limits_of_precision(TypeKind kind) {
  switch (kind) {
    case TypeKind::numeric:
      return Limits{1, 1000};
    case TypeKind::time:
    case TypeKind::timestamp:
    case TypeKind::timestamptz:
    case TypeKind::interval:
      return Limits{0, 6};
    default:
      return std::nullopt;
  }
}

void check_limits(Refusals& out, const std::string& path, const schema::Type& type,
                  std::string_view what, std::optional<int> value, std::optional<Limits> limits) {
  if (!value || !limits || (*value >= limits->least && *value <= limits->most)) return;
  out.add(path, concat({"the ", what, " of ", to_string(type), " must be from ",
                        std::to_string(limits->least), " to ", std::to_string(limits->most),
                        " in PostgreSQL"}));
}

bool is_system_column(std::string_view name) {
  const auto& names = schema::postgresql_system_columns;
  return std::ranges::find(names, name) != names.end();
}

// Finds texts that are more than a type, and types that no column can have.
std::string problem_of_native(const std::string& sql) {
  const std::string element = without_brackets(sql).element;
  const std::vector<sql_text::Token> tokens = sql_text::solid_tokens(element);
  if (tokens.empty()) return "the type is empty";
  const std::string kept = kept_name(element);
  const std::string name = kept.substr(0, kept.find('('));
  constexpr std::array<std::string_view, 16> pseudo{
      "any",         "anyarray", "anycompatible", "anyelement", "anyenum",       "anymultirange",
      "anynonarray", "anyrange", "cstring",       "enum",       "event_trigger", "internal",
      "record",      "trigger",  "unknown",       "void"};
  if (std::ranges::find(pseudo, name) != pseudo.end())
    return concat({"'", sql, "' is a type of arguments and results, which no column can have"});
  int depth = 0, groups = 0;
  bool words_after = false;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const sql_text::Token& token = tokens[i];
    using Kind = sql_text::Token::Kind;
    if (token.text == "(") ++depth, groups += depth == 1 ? 1 : 0;
    if (token.text == ")") --depth;
    const bool name_like = token.kind == Kind::word || token.kind == Kind::quoted;
    const bool fits = name_like || token.kind == Kind::number || token.text == "(" ||
                      token.text == ")" || token.text == "." || (depth > 0 && token.text == ",") ||
                      (depth > 0 && token.text == "-");
    constexpr std::array<std::string_view, 10> clauses{
        "check", "collate", "constraint", "default",    "generated",
        "not",   "null",    "primary",    "references", "unique"};
    const bool clause = std::ranges::any_of(
        clauses, [&](std::string_view word) { return sql_text::is_word(token, word); });
    if (!fits || clause || depth < 0 || groups > 1)
      return concat({"'", sql, "' is not one type: '", token.text, "' is too much"});
    // `int eger`: only the standard's own types have several words.
    words_after = words_after || (name_like && depth == 0 && i > 0 && tokens[i - 1].text != ".");
  }
  if (depth != 0) return concat({"'", sql, "' is not one type: a bracket is not closed"});
  constexpr std::array<std::string_view, 5> several{"bit varying", "double precision", "interval ",
                                                    "time", "character varying"};
  const bool standard =
      std::ranges::any_of(several, [&](std::string_view start) { return name.starts_with(start); });
  const bool plain = schema::parse_type(kept).kind != schema::TypeKind::native;
  if (words_after && !standard && !plain)
    return concat({"'", sql, "' is no type: a type's name is one word, or in double quotes"});
  return {};
}

// Checks the numbers in the parentheses of native types.
std::string problem_of_arguments(const std::string& sql) {
  const std::string kept = kept_name(without_brackets(sql).element);
  const std::size_t open = kept.find('(');
  const std::string name = kept.substr(0, open);
  if (open == std::string::npos) return {};
  const std::size_t close = std::min(kept.find(')', open), kept.size());
  const std::string inside = kept.substr(open + 1, close - open - 1);
  const bool whole = !inside.empty() && inside.size() < 10 &&
                     inside.find_first_not_of("0123456789") == std::string::npos;
  const long number = whole ? std::stol(inside) : -1;
  if (name == "bit" || name == "bit varying") {
    if (number >= 1 && number <= 83886080) return {};
    return concat({"the length of ", name, " must be from 1 to 83886080 in PostgreSQL"});
  }
  if (name == "float") return "the precision of float must be from 1 to 53 in PostgreSQL";
  if (name.starts_with("time") || name == "interval" || name.ends_with("second")) {
    if (number >= 0 && number <= 6) return {};
    return concat({"the precision of ", sql, " must be from 0 to 6 in PostgreSQL"});
  }
  constexpr std::array<std::string_view, 34> without{
      "bigint",  "boolean",       "box",      "bytea",
      "cidr",    "circle",        "date",     "double precision",
      "inet",    "int2",          "int4",     "int8",
      "integer", "interval year", "json",     "jsonb",
      "line",    "lseg",          "macaddr",  "money",
      "name",    "oid",           "path",     "point",
      "polygon", "real",          "smallint", "text",
      "tsquery", "tsvector",      "uuid",     "xml",
      "bool",    "interval month"};
  if (std::ranges::find(without, name) != without.end())
    return concat({"the type ", name, " takes nothing in parentheses in PostgreSQL"});
  constexpr std::array<std::string_view, 5> numbers{"varchar", "character varying", "char",
                                                    "character", "numeric"};
  const bool digits = inside.find_first_not_of("0123456789,-") == std::string::npos;
  if (name == "numeric" && digits && inside.find(',') != std::string::npos && inside.find('-') != 0)
    return {};
  if (std::ranges::find(numbers, name) != numbers.end())
    return concat({"'", sql, "' is no type of PostgreSQL: in the parentheses of ", name,
                   " stand whole numbers"});
  return {};
}

}  // namespace

void refuse_type(Refusals& out, const std::string& path, const schema::Type& type) {
  if (type.kind == TypeKind::native && !schema::native_sql(type, "postgresql")) {
    out.add(path,
            "the type names other databases only; say what it is here, as in "
            "type(postgresql = \"…\")");
  } else if (lowered(type).kind == TypeKind::native) {
    const std::string sql = *schema::native_sql(type, "postgresql");
    std::string wrong = problem_of_native(sql);
    if (wrong.empty()) wrong = problem_of_arguments(sql);
    if (!wrong.empty()) out.add(path, wrong);
  } else if (type.kind == TypeKind::native) {
    // A synonym of one of limbeck's types, which has limits of its own.
    Type own = lowered(type);
    own.dimensions = 0;
    return refuse_type(out, path, own);
  }
  check_limits(out, path, type, "length", type.length, limits_of_length(type.kind));
  check_limits(out, path, type, "precision", type.precision, limits_of_precision(type.kind));
  if (type.kind == TypeKind::numeric) {
    check_limits(out, path, type, "scale", type.scale, Limits{-1000, 1000});
  }
  if (type.kind == TypeKind::enumeration) out.check_name(path, "enum", type.name);
}

void refuse_column(Refusals& out, const schema::Schema& schema, const schema::Table& table,
                   const schema::Column& column) {
  const std::string path = schema::path_of_column(table.name, column.name);
  out.check_name(path, "column", column.name);
  if (is_system_column(column.name)) {
    out.add(path, concat({"every table of PostgreSQL has a column '", column.name,
                          "' of its own; give this one another name"}));
  }
  refuse_type(out, path, column.type);
  out.check_text(path, "comment", column.comment);
  if (column.default_sql) {
    refuse_expression(out, path, *column.default_sql, ExpressionPlace::default_value, nullptr,
                      schema);
    if (const std::string wrong = default_problem(*column.default_sql, column.type, schema);
        !wrong.empty())
      out.add(path, wrong);
  }
  if (column.generated) {
    refuse_expression(out, path, column.generated->expression, ExpressionPlace::generated, &table,
                      schema);
    if (const std::string wrong =
            default_problem(column.generated->expression, column.type, schema);
        !wrong.empty())
      out.add(path, wrong);
    if (!column.generated->stored) {
      out.add(path,
              "PostgreSQL has no virtual generated columns; make it stored, as in "
              "generated(\"…\", stored)");
    }
    if (column.default_sql) out.add(path, "a generated column has no default");
    if (column.identity) out.add(path, "a generated column is no identity");
  }
  if (column.identity) {
    if (!is_integer(lowered(column.type))) {
      out.add(path, "an identity must be a smallint, integer or bigint in PostgreSQL, not " +
                        to_string(column.type));
    }
    if (column.default_sql) out.add(path, "an identity has no default: the database numbers it");
    if (is_serial(column) && *column.identity != schema::Identity{.mode = column.identity->mode}) {
      out.add(path,
              "a serial column has the sequence that PostgreSQL gives it; take identity by default "
              "for other numbers");
    }
    refuse_counter(out, path, "an identity", counter_of(*column.identity, column.type),
                   column.type);
  }
  if (column.collation.empty()) return;
  check_collation(out, path, column.collation);
  if (!collates(column.type)) {
    out.add(path, "PostgreSQL collates texts only, and the column is " + to_string(column.type));
  }
}

}  // namespace limbeck::sql::postgresql
