#include "migrations/schema/object_text.h"

#include "migrations/sql_text/expression.h"
#include "migrations/sql_text/lexer.h"
#include "migrations/sql_text/literal.h"
#include "migrations/sql_text/names.h"
#include "migrations/text/concat.h"

namespace limbeck::schema {
namespace {

using Kind = sql_text::Token::Kind;

bool same(std::string_view a, std::string_view b) {
  return a == b || sql_text::canonical_sql(a) == sql_text::canonical_sql(b);
}

// `LANGUAGE sql` or 'plpgsql', in whatever case.
bool is_in_sql(const std::vector<sql_text::Token>& tokens) {
  bool after_language = false;
  for (const sql_text::Token& token : tokens) {
    if (token.kind == Kind::space) continue;
    if (after_language) {
      const std::string_view name =
          token.kind == Kind::string ? sql_text::inside(token.text) : token.text;
      return sql_text::equal_ignoring_case(name, "sql") ||
             sql_text::equal_ignoring_case(name, "plpgsql");
    }
    after_language = is_word(token, "language");
  }
  return false;
}

}  // namespace

std::string canonical_definition(std::string_view definition) {
  const auto tokens = sql_text::lex(definition);
  if (!is_in_sql(tokens)) return sql_text::canonical_sql(definition);
  // The body is the literal behind AS.
  bool after_as = false;
  std::size_t at = 0;
  for (const sql_text::Token& token : tokens) {
    const std::size_t start = at;
    at += token.text.size();
    if (token.kind == Kind::space) continue;
    if (after_as && token.kind == Kind::string) {
      return concat({sql_text::canonical_sql(definition.substr(0, start)), " $$ ",
                     sql_text::canonical_sql(sql_text::inside(token.text)), " $$ ",
                     sql_text::canonical_sql(definition.substr(at))});
    }
    after_as = is_word(token, "as");
  }
  return sql_text::canonical_sql(definition);
}

bool same_definition(const Function& a, const Function& b) {
  return a.procedure == b.procedure && same(a.arguments, b.arguments) &&
         (a.definition == b.definition ||
          canonical_definition(a.definition) == canonical_definition(b.definition));
}
bool same_definition(const View& a, const View& b) {
  return a.materialized == b.materialized && a.storage == b.storage &&
         same(a.definition, b.definition);
}
bool same_definition(const Trigger& a, const Trigger& b) {
  return a.constraint == b.constraint && same(a.fires, b.fires) && same(a.definition, b.definition);
}

bool same_definition(const OtherObject& a, const OtherObject& b) {
  return canonical_definition(a.create) == canonical_definition(b.create);
}

bool equivalent(const View& a, const View& b) {
  return a.name == b.name && a.comment == b.comment && a.indexes == b.indexes &&
         same_definition(a, b);
}
bool equivalent(const Function& a, const Function& b) {
  return a.name == b.name && a.comment == b.comment && same_definition(a, b);
}
bool equivalent(const Trigger& a, const Trigger& b) {
  return a.table == b.table && a.name == b.name && a.mode == b.mode && a.comment == b.comment &&
         same_definition(a, b);
}

}  // namespace limbeck::schema
