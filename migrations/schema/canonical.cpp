#include <algorithm>

#include "migrations/schema/array_literal.h"
#include "migrations/schema/expression.h"

namespace limbeck::schema {
namespace {

using Kind = SqlToken::Kind;
using Tokens = std::vector<SqlToken>;

// Letters that PostgreSQL reads into one operator where they touch: `->` is not `- >`.
bool is_operator(const SqlToken& token) {
  return token.kind == Kind::symbol &&
         token.text.find_first_not_of("+-*/<>=~!@#%^&|`?:") == std::string_view::npos;
}

// How many pairs of brackets stand around all of the expression, each around one expression.
std::size_t pairs_around(const std::vector<std::string>& words) {
  const auto is_not = [](std::string_view bracket) {
    return [bracket](const std::string& word) { return word != bracket; };
  };
  const auto begin = std::find_if(words.begin(), words.end(), is_not("("));
  const auto end = std::find_if(words.rbegin(), std::make_reverse_iterator(begin), is_not(")")).base();
  const auto opened = begin - words.begin(), closed = words.end() - end;
  // What is closed between them, and what has a comma in it, stands around a part.
  auto depth = opened, pairs = std::min(opened, closed);
  for (auto word = begin; word != end; ++word) {
    if (*word == "(") ++depth;
    if (*word == ")") pairs = std::min(pairs, --depth);
    if (*word == ",") pairs = std::min(pairs, depth - 1);
  }
  if (depth != closed || pairs < 0) return 0;
  return std::min(static_cast<std::size_t>(pairs), (std::max<std::size_t>(words.size(), 1) - 1) / 2);
}

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
  const Tokens tokens = sql_tokens(text);
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
  const Tokens tokens = sql_tokens(sql);
  if (tokens.empty() || tokens[0].kind != Kind::string || !sql.starts_with('\'')) return sql;
  const std::size_t end = tokens[0].text.size() - 1;
  if (end == 0 || sql[end] != '\'') return sql;
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

std::string canonical_sql(std::string_view expression) {
  const std::string plain = without_needless_quotes(expression);
  const Tokens tokens = sql_tokens(plain);
  std::vector<std::string> words;
  bool touches = false;  // the operator before
  for (const SqlToken& token : tokens) {
    if (token.kind == Kind::space) {
      touches = false;
      continue;
    }
    std::string word = token.kind == Kind::word ? lower_case(token.text) : std::string(token.text);
    if (touches && is_operator(token)) {
      words.back() += word;
    } else {
      words.push_back(std::move(word));
    }
    touches = is_operator(token);
  }
  const std::size_t pairs = pairs_around(words);
  std::string text;
  for (std::size_t i = pairs; i < words.size() - pairs; ++i)
    text.append(text.empty() ? "" : " ").append(words[i]);
  return text;
}

std::string canonical_default(const Type& type, std::string_view expression) {
  std::string text = without_own_cast(type, canonical_sql(expression));
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
