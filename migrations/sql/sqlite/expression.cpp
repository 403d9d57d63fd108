#include "migrations/sql/sqlite/expression.h"

#include <algorithm>
#include <array>

#include "migrations/sql/quoting.h"
#include "migrations/sql_text/expression.h"
#include "migrations/sql_text/lexer.h"
#include "migrations/sql_text/names.h"

namespace limbeck::sql::sqlite {
namespace {

using sql_text::Token;
using Kind = sql_text::Token::Kind;

struct Piece {
  Kind kind;
  std::string text;
};

// Words between two values, before one, or after a parenthesis that is no call.
bool is_operator_word(std::string_view word) {
  constexpr std::array<std::string_view, 23> words{
      "and",   "or",      "not",    "in",    "is",     "like",     "glob",  "regexp",
      "match", "between", "escape", "case",  "when",   "then",     "else",  "collate",
      "as",    "select",  "from",   "where", "exists", "distinct", "values"};
  return std::ranges::any_of(words, [&](std::string_view candidate) {
    return sql_text::equal_ignoring_case(word, candidate);
  });
}

bool is_bare_name(std::string_view name) {
  return sql_text::is_plain_name(sql_text::lower_case(name));
}

const std::string* find_name(const std::vector<std::string>& names, std::string_view name) {
  const auto found = std::ranges::find_if(names, [&](const std::string& candidate) {
    return sql_text::equal_ignoring_case(candidate, name);
  });
  return found == names.end() ? nullptr : &*found;
}

// The tokens with their names resolved in the scope.
std::vector<Piece> resolve(const std::vector<Token>& tokens, const Scope& scope) {
  const std::vector<std::size_t> references = sql_text::column_references(tokens);
  std::vector<Piece> pieces;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    const bool names = token.kind == Kind::word || token.kind == Kind::quoted;
    const bool qualifies = names && i + 1 < tokens.size() && tokens[i + 1].text == ".";
    if (qualifies && sql_text::equal_ignoring_case(sql_text::name_of(token), scope.table) &&
        i + 2 < tokens.size()) {
      ++i;
      continue;
    }
    if (!names) {
      pieces.push_back({token.kind, std::string(token.text)});
      continue;
    }
    const bool is_reference = std::binary_search(references.begin(), references.end(), i);
    const std::string name = sql_text::name_of(token);
    if (const std::string* column = is_reference ? find_name(scope.columns, name) : nullptr) {
      pieces.push_back({Kind::quoted, spelled(*column)});
    } else if (token.kind == Kind::word) {
      pieces.push_back({Kind::word, std::string(token.text)});
    } else if (is_reference && token.text.starts_with('"') && !qualifies &&
               (pieces.empty() || pieces.back().text != ".")) {
      pieces.push_back({Kind::string, enclose(name, '\'', "a text")});
    } else {
      pieces.push_back({Kind::quoted, spelled(name)});
    }
  }
  return pieces;
}

// `now()`, which every other database has.
void replace_now(std::vector<Piece>& pieces) {
  for (std::size_t i = 0; i + 2 < pieces.size(); ++i) {
    if (sql_text::equal_ignoring_case(pieces[i].text, "now") && pieces[i].kind == Kind::word &&
        pieces[i + 1].text == "(" && pieces[i + 2].text == ")") {
      pieces[i].text = "CURRENT_TIMESTAMP";
      pieces.erase(pieces.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                   pieces.begin() + static_cast<std::ptrdiff_t>(i) + 3);
    }
  }
}

bool is_symbol(const Piece& piece, std::string_view text) {
  return piece.kind == Kind::symbol && piece.text == text;
}

// Whether one pair of parentheses encloses everything.
bool is_enclosed(const std::vector<Piece>& pieces) {
  if (pieces.size() < 3 || !is_symbol(pieces.front(), "(")) return false;
  int depth = 0;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (is_symbol(pieces[i], "(")) ++depth;
    if (is_symbol(pieces[i], ")") && --depth == 0) return i + 1 == pieces.size();
  }
  return false;
}

bool ends_value(const Piece& piece) {
  switch (piece.kind) {
    case Kind::symbol:
      return piece.text == ")" || piece.text == "]";
    case Kind::word:
      return !is_operator_word(piece.text);
    default:
      return true;
  }
}

class Writer {
 public:
  void write(const Piece& piece) {
    if (!text_.empty() && needs_space(piece)) text_ += ' ';
    const bool sign = piece.text == "-" || piece.text == "+" || piece.text == "~";
    unary_ = piece.kind == Kind::symbol && sign && (text_.empty() || !ends_value(last_));
    text_ += piece.text;
    last_ = piece;
  }
  std::string take() { return std::move(text_); }

 private:
  bool needs_space(const Piece& next) const {
    const std::string_view after = next.text;
    const bool symbol = next.kind == Kind::symbol;
    if (is_symbol(last_, "(") || is_symbol(last_, ".")) return false;
    if (symbol && (after == ")" || after == "," || after == ".")) return false;
    if (unary_) return symbol && after != "(";  // `- -1`: two signs would begin a comment
    if (symbol && after == "(") {
      return last_.kind == Kind::symbol ||
             (last_.kind == Kind::word && is_operator_word(last_.text));
    }
    return true;
  }

  std::string text_;
  Piece last_{Kind::space, {}};
  bool unary_ = false;
};

}  // namespace

std::string spelled(std::string_view name) {
  return is_bare_name(name) ? std::string(name) : enclose(name, '"', "a name");
}

std::string canonical(std::string_view expression, const Scope& scope) {
  const std::vector<Token> tokens = sql_text::solid_tokens(expression, sql_text::sqlite);
  std::vector<Piece> pieces;
  const bool subquery = has_subquery(expression);
  if (subquery) {
    for (const Token& token : tokens) pieces.push_back({token.kind, std::string(token.text)});
  } else {
    pieces = resolve(tokens, scope);
    replace_now(pieces);
  }
  while (!subquery && is_enclosed(pieces)) {
    pieces.pop_back();
    pieces.erase(pieces.begin());
  }
  Writer writer;
  for (const Piece& piece : pieces) writer.write(piece);
  return writer.take();
}

bool is_literal(std::string_view expression) {
  const std::vector<Token> tokens = sql_text::solid_tokens(expression, sql_text::sqlite);
  if (tokens.size() == 2) {
    return (tokens[0].text == "-" || tokens[0].text == "+") && tokens[1].kind == Kind::number;
  }
  if (tokens.size() != 1) return false;
  if (tokens[0].kind == Kind::number || tokens[0].kind == Kind::string) return true;
  constexpr std::array<std::string_view, 6> words{
      "null", "true", "false", "current_timestamp", "current_date", "current_time"};
  return std::ranges::any_of(
      words, [&](std::string_view word) { return sql_text::is_word(tokens[0], word); });
}

bool is_constant(std::string_view expression) {
  return is_literal(expression) && !sql_text::lower_case(expression).starts_with("current_");
}

bool has_subquery(std::string_view expression) {
  const std::vector<Token> tokens = sql_text::solid_tokens(expression, sql_text::sqlite);
  return std::ranges::any_of(tokens, [](const Token& token) {
    return sql_text::is_word(token, "select") || sql_text::is_word(token, "values");
  });
}

}  // namespace limbeck::sql::sqlite
