#include "runtime/introspect/sqlite/create_statements.h"

#include "migrations/sql_text/lexer.h"
#include "runtime/introspect/sqlite/definition_reader.h"

namespace limbeck::introspect::sqlite {
namespace {

using schema::IndexElement;
using sql_text::Token;

bool is_enclosed(const std::vector<Token>& tokens) {
  int depth = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].kind == Token::Kind::symbol && tokens[i].text == "(") ++depth;
    if (tokens[i].kind == Token::Kind::symbol && tokens[i].text == ")") --depth;
    if (depth == 0) return i > 0 && i + 1 == tokens.size();
  }
  return false;
}

// A collation is the element's own only after a name, another collation or parentheses round the
// rest; after anything else it is part of the expression.
bool takes_collation(std::vector<Token> tokens) {
  while (tokens.size() >= 3 && sql_text::is_word(tokens[tokens.size() - 2], "collate")) {
    tokens.resize(tokens.size() - 2);
    if (tokens.size() == 1 || is_enclosed(tokens)) return true;
  }
  return false;
}

bool is_one_name(const std::vector<Token>& tokens) {
  return tokens.size() == 1 &&
         (sql_text::is_name(tokens[0]) || tokens[0].kind == Token::Kind::string);
}

// The name in parentheses and with collations that SQLite sees through; else as it is.
std::vector<Token> seen_through(const std::vector<Token>& tokens, std::string& collation) {
  std::vector<Token> inner = tokens;
  std::string outermost;
  for (;;) {
    if (takes_collation(inner)) {
      if (outermost.empty()) outermost = name_in(inner.back());
      inner.resize(inner.size() - 2);
    } else if (is_enclosed(inner)) {
      inner.erase(inner.begin());
      inner.pop_back();
    } else {
      break;
    }
  }
  if (!is_one_name(inner)) return tokens;
  collation = outermost;
  return inner;
}

IndexElement element(std::string_view text) {
  std::vector<Token> tokens = sql_text::solid_tokens(text, sql_text::sqlite);
  IndexElement result;
  const auto ends_with = [&](std::string_view word) {
    return tokens.size() > 1 && sql_text::is_word(tokens.back(), word);
  };
  if (ends_with("asc") || ends_with("desc")) {
    if (ends_with("desc")) result.order = schema::Order::descending;
    tokens.pop_back();
  }
  tokens = seen_through(tokens, result.collation);
  while (takes_collation(tokens)) {
    if (result.collation.empty()) result.collation = name_in(tokens.back());
    tokens.resize(tokens.size() - 2);
  }
  if (tokens.empty()) throw DefinitionError("an element of an index is empty");
  if (is_one_name(tokens)) {
    result.column = name_in(tokens[0]);
  } else {
    const char* begin = tokens.front().text.data();
    const char* end = tokens.back().text.data() + tokens.back().text.size();
    result.expression.assign(begin, end);
  }
  return result;
}

}  // namespace

schema::Index parse_create_index(std::string_view sql) {
  DefinitionReader in(sql);
  schema::Index index;
  in.expect({"create"});
  index.unique = in.accept({"unique"});
  in.expect({"index"});
  in.accept({"if", "not", "exists"});
  index.name = in.take_last_name();
  in.expect({"on"});
  in.take_name();
  for (std::string_view text : in.take_list()) index.elements.push_back(element(text));
  if (in.accept({"where"})) {
    index.where = in.rest();
    if (index.where.empty()) in.fail_expected("an expression");
  }
  if (!in.at_end()) in.fail_expected("the end");
  return index;
}

}  // namespace limbeck::introspect::sqlite
