#include "migrations/operations/apply/texts.h"

#include "migrations/sql_text/lexer.h"
#include "migrations/sql_text/literal.h"
#include "migrations/sql_text/names.h"
#include "migrations/text/concat.h"

namespace limbeck::operations {
namespace {

// The string literal in plain quotes that `sql` starts with; else an empty token.
sql_text::Token leading_literal(std::string_view sql) {
  if (!sql.starts_with('\'')) return {};
  const sql_text::Token first = sql_text::lex(sql).front();
  return first.closed ? first : sql_text::Token{};
}

}  // namespace

std::optional<std::string> literal_of(std::string_view sql) {
  const sql_text::Token literal = leading_literal(sql);
  const std::string_view rest = sql.substr(literal.text.size());
  if (!rest.empty() && !rest.starts_with("::")) return std::nullopt;
  return sql_text::text_of(literal);
}

std::string with_literal(std::string_view sql, std::string_view text) {
  return concat({sql_text::in_quotes(text, '\''), sql.substr(leading_literal(sql).text.size())});
}

}  // namespace limbeck::operations
