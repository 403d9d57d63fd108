#include "migrations/schema/canonical.h"

#include "migrations/schema/array_literal.h"
#include "migrations/sql_text/expression.h"
#include "migrations/sql_text/lexer.h"

namespace limbeck::schema {
namespace {

using Kind = sql_text::Token::Kind;
using Tokens = std::vector<sql_text::Token>;

bool is_number(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  bool digits = false, point = false;
  for (const char c : text) {
    if (c == '.' && !point) {
      point = true;
    } else if (c >= '0' && c <= '9') {
      digits = true;
    } else {
      return false;
    }
  }
  return digits;
}

bool holds_number(const Type& type) {
  switch (type.kind) {
    case TypeKind::smallint:
    case TypeKind::integer:
    case TypeKind::bigint:
    case TypeKind::real:
    case TypeKind::double_precision:
    case TypeKind::numeric:
      return type.dimensions == 0;
    default:
      return false;
  }
}

// `'new' :: text` in a column of texts is `'new'`: a literal has the column's type anyway.
std::string without_own_cast(const Type& type, const std::string& text) {
  const Tokens tokens = sql_text::lex(text);
  constexpr std::string_view cast = " :: ";
  const bool literal = !tokens.empty() && tokens[0].kind == Kind::string;
  const std::size_t length = literal ? tokens[0].text.size() : 0;
  if (!literal || text.compare(length, cast.size(), cast) != 0) return text;
  const std::string_view written = std::string_view(text).substr(length + cast.size());
  constexpr std::string_view brackets = " [ ]";
  std::string to;
  for (std::size_t at = 0; at < written.size();) {
    const bool found = written.substr(at).starts_with(brackets);
    to += found ? std::string_view("[]") : written.substr(at, 1);
    at += found ? brackets.size() : 1;
  }
  bool same = false;
  if (type.kind == TypeKind::enumeration) {
    same = type.dimensions == 0 && to == to_string(type.name);
  } else {
    Type bare = type;
    bare.length.reset();
    bare.precision.reset();
    bare.scale.reset();
    // As a cast a char without a length is any text.
    same = parse_type(to) == bare || (bare.kind == TypeKind::character && to == "bpchar");
  }
  return same ? text.substr(0, length) : text;
}

// PostgreSQL quotes the elements of an array literal only where they need it, whatever was written.
// Only a literal at the beginning of the expression is looked at: what follows it may hold others.
std::string with_plain_elements(std::string sql) {
  if (!sql.starts_with('\'')) return sql;
  const sql_text::Token first = sql_text::lex(sql).front();
  if (!first.closed) return sql;
  const std::size_t end = first.text.size() - 1;
  const std::string_view literal = std::string_view(sql).substr(1, end - 1);
  const auto elements = array_elements(literal);
  if (!elements) return sql;
  std::string text = "'";
  std::size_t at = 0;
  for (const ArrayElement& element : *elements) {
    text += literal.substr(at, element.begin - at);
    text += element.null ? std::string("NULL") : array_element(element.value);
    at = element.end;
  }
  text += literal.substr(at);
  return text + sql.substr(end);
}

}  // namespace

std::string canonical_default(const Type& type, std::string_view expression) {
  std::string text = without_own_cast(type, sql_text::canonical_sql(expression));
  if (type.dimensions > 0) return with_plain_elements(std::move(text));
  if (!holds_number(type)) return text;
  std::string number = text;
  if (number.starts_with("- ") || number.starts_with("+ ")) number.erase(1, 1);
  if (number.size() > 2 && number.front() == '\'' && number.back() == '\'')
    number = number.substr(1, number.size() - 2);
  if (!is_number(number)) return text;
  if (number.starts_with('+')) number.erase(0, 1);
  const bool keeps_digits = type.kind == TypeKind::numeric && !type.precision;
  if (!keeps_digits && number.find('.') != std::string::npos) {
    while (number.ends_with('0')) number.pop_back();
    if (number.ends_with('.')) number.pop_back();
  }
  return number;
}

}  // namespace limbeck::schema
