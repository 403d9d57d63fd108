#include "migrations/diff/object_texts.h"

#include <algorithm>
#include <iterator>

#include "migrations/sql_text/expression.h"
#include "migrations/sql_text/lexer.h"
#include "migrations/sql_text/names.h"

namespace limbeck::diff {
namespace {

// The result type of a function, which CREATE OR REPLACE cannot change.
std::string returned_type(const std::string& definition) {
  std::string type;
  bool inside = false;
  for (const sql_text::Token& token : sql_text::lex(definition)) {
    if (token.kind == sql_text::Token::Kind::space) continue;
    if (token.kind == sql_text::Token::Kind::word) {
      constexpr std::string_view clauses[] = {
          "language",  "transform", "window", "immutable", "stable",   "volatile", "not",
          "leakproof", "called",    "strict", "external",  "security", "parallel", "cost",
          "rows",      "support",   "set",    "as",        "begin",    "return"};
      const bool ends = std::any_of(std::begin(clauses), std::end(clauses),
                                    [&](auto clause) { return sql_text::is_word(token, clause); });
      if (inside && ends) break;
      if (sql_text::is_word(token, "returns") && !inside) {
        inside = true;
        continue;
      }
    }
    if (inside) type += sql_text::lower_case(token.text) + " ";
  }
  return type;
}

}  // namespace

schema::Mentions mentions_of(const schema::Table& table) {
  std::string text = table.partition_by;
  for (const schema::Column& column : table.columns) {
    text += " " + column.default_sql.value_or("");
    if (column.generated) text += " " + column.generated->expression;
    if (column.type.kind == schema::TypeKind::native) text += " " + to_string(column.type);
    text += " " + column.collation;
  }
  for (const auto& check : table.checks) text += " " + check.expression;
  for (const auto& exclude : table.excludes) text += " " + exclude.definition;
  for (const auto& index : table.indexes) {
    text += " " + index.where;
    for (const auto& element : index.elements)
      text += " " + element.expression + " " + element.opclass + " " + element.collation;
  }
  return schema::Mentions(text);
}

bool is_another(const schema::Function& from, const schema::Function& to) {
  return from.procedure != to.procedure ||
         sql_text::canonical_sql(from.arguments) != sql_text::canonical_sql(to.arguments) ||
         returned_type(from.definition) != returned_type(to.definition);
}

}  // namespace limbeck::diff
