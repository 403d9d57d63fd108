#include "runtime/introspect/sqlite/definition_reader.h"

#include "migrations/sql_text/lexer.h"
#include "migrations/sql_text/literal.h"
#include "migrations/sql_text/names.h"

namespace limbeck::introspect::sqlite {

using sql_text::Token;

DefinitionReader::DefinitionReader(std::string_view sql)
    : TokenReader(sql_text::solid_tokens(sql, sql_text::sqlite)) {
  if (sql.find('\0') != std::string_view::npos) throw DefinitionError("it holds a NUL byte");
}

bool DefinitionReader::can_be_name(const Token& token) const {
  return sql_text::is_name(token) || sql_text::text_of(token).has_value();
}

std::string DefinitionReader::take_name() { return name_in(take_name_token()); }

std::string DefinitionReader::take_last_name() { return name_in(take_qualified_name().back()); }

void DefinitionReader::fail_expected(std::string_view what) const {
  const std::string found = at_end() ? "the end" : "'" + std::string(peek().text) + "'";
  throw DefinitionError("expected " + std::string(what) + ", found " + found);
}

std::string name_in(const Token& token) {
  return sql_text::text_of(token).value_or(sql_text::name_of(token));
}

}  // namespace limbeck::introspect::sqlite
