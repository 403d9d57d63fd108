#include "migrations/sql_text/expression.h"

#include <algorithm>
#include <array>
#include <optional>

#include "migrations/sql_text/names.h"
#include "migrations/sql_text/rewrite.h"

namespace limbeck::sql_text {
namespace {

using Kind = Token::Kind;

// Walks the tokens with what decides whether a name is a column's: its neighbours, open CASEs, and
// types.
class Walk {
 public:
  explicit Walk(const std::vector<Token>& tokens) : tokens_(tokens) {
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (tokens[i].kind != Kind::space) solid_.push_back(i);
    }
  }

  std::vector<std::size_t> columns() {
    std::vector<std::size_t> result;
    for (at_ = 0; at_ < solid_.size(); ++at_) {
      follow_depth();
      if (is_column()) result.push_back(solid_[at_]);
    }
    return result;
  }

 private:
  const Token& token(std::ptrdiff_t offset = 0) const {
    static const Token none{Kind::space, {}};
    const auto index = static_cast<std::ptrdiff_t>(at_) + offset;
    return index < 0 || index >= static_cast<std::ptrdiff_t>(solid_.size())
               ? none
               : tokens_[solid_[static_cast<std::size_t>(index)]];
  }
  bool is_symbol(std::ptrdiff_t offset, std::string_view text) const {
    return token(offset).kind == Kind::symbol && token(offset).text == text;
  }

  void follow_depth() {
    if (is_symbol(0, "(")) ++depth_;
    if (is_symbol(0, ")")) {
      --depth_;
      // `CAST(a AS numeric(10, 2))`: the type ends with the parenthesis around it.
      if (type_depth_ && depth_ < *type_depth_) type_depth_.reset();
    }
    if (is_word(token(), "as")) type_depth_ = depth_;
  }

  bool is_column() {
    const Token& here = token();
    if (!is_name(here)) return false;
    if (is_symbol(1, ".")) return false;
    const bool qualified = is_symbol(-1, ".");
    if (type_depth_ || is_word(token(-1), "collate") || is_symbol(-1, "::")) return false;
    if (is_symbol(1, "(")) return false;
    if (here.kind == Kind::quoted || qualified) return true;
    if (is_word(here, "case")) ++cases_;
    if (is_word(here, "end")) {
      if (cases_ == 0 || !is_value_before()) return true;
      --cases_;
      return false;
    }
    return !is_expression_word(here) && !is_part_of_phrase();
  }

  // END closes a CASE only after a value: SQLite reads `WHEN end > 0` as a name.
  bool is_value_before() const {
    const Token& before = token(-1);
    if (before.kind == Kind::symbol) return before.text == ")" || before.text == "]";
    constexpr std::array<std::string_view, 8> operators{"when", "then", "else", "and",
                                                        "or",   "not",  "is",   "like"};
    return std::ranges::none_of(operators,
                                [&](std::string_view word) { return is_word(before, word); });
  }

  // Names that PostgreSQL's phrases are made of: DATE '…', AT TIME ZONE, EXTRACT(year FROM a),
  // x::double precision.
  bool is_part_of_phrase() const {
    if (token(1).kind == Kind::string) return true;
    if (is_word(token(1), "from") && is_symbol(-1, "(") && is_word(token(-2), "extract"))
      return true;
    if (is_word(token(), "at") && is_word(token(1), "time")) return true;
    const Token& before = token(-1);
    return before.kind == Kind::word && !is_expression_word(before) && !is_word(before, "end");
  }

  const std::vector<Token>& tokens_;
  std::vector<std::size_t> solid_;
  std::size_t at_ = 0;
  int depth_ = 0;
  int cases_ = 0;
  std::optional<int> type_depth_;  ///< inside the type of a CAST at this depth
};

bool names(const Token& token, std::string_view column, const std::vector<std::string>& columns) {
  if (!equal_ignoring_case(name_of(token), column)) return false;
  // A bare name is first what PostgreSQL folds it to.
  const std::string exact = folded_name(token);
  return exact == column || std::ranges::find(columns, exact) == columns.end();
}

std::string renamed(const std::vector<Token>& tokens, const std::vector<std::size_t>& which,
                    std::string_view new_name) {
  std::vector<Replacement> replacements;
  for (const std::size_t i : which) replacements.push_back({i, spelled_like(tokens[i], new_name)});
  return rewritten(tokens, std::move(replacements));
}

}  // namespace

std::vector<std::size_t> column_references(const std::vector<Token>& tokens) {
  return Walk(tokens).columns();
}

bool mentions_column(std::string_view expression, std::string_view column,
                     const std::vector<std::string>& columns) {
  const std::vector<Token> tokens = lex(expression);
  const std::vector<std::size_t> references = column_references(tokens);
  return std::ranges::any_of(references,
                             [&](std::size_t i) { return names(tokens[i], column, columns); });
}

std::string rename_column_in(std::string_view expression, std::string_view old_name,
                             std::string_view new_name, const std::vector<std::string>& columns) {
  const std::vector<Token> tokens = lex(expression);
  std::vector<std::size_t> references = column_references(tokens);
  std::erase_if(references, [&](std::size_t i) { return !names(tokens[i], old_name, columns); });
  return renamed(tokens, references, new_name);
}

std::string rename_table_in(std::string_view expression, std::string_view old_name,
                            std::string_view new_name) {
  const std::vector<Token> tokens = lex(expression);
  std::vector<std::size_t> references;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!is_name(tokens[i])) continue;
    std::size_t next = i + 1;
    while (next < tokens.size() && tokens[next].kind == Kind::space) ++next;
    if (next < tokens.size() && tokens[next].text == "." && names(tokens[i], old_name, {})) {
      references.push_back(i);
    }
  }
  return renamed(tokens, references, new_name);
}

std::string without_needless_quotes(std::string_view expression) {
  const std::vector<Token> tokens = lex(expression);
  const std::vector<std::size_t> references = column_references(tokens);
  std::string result;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const bool reference = std::ranges::binary_search(references, i);
    const std::string name = reference ? name_of(tokens[i]) : std::string();
    result += reference && is_plain_name(name) ? name : std::string(tokens[i].text);
  }
  return result;
}

}  // namespace limbeck::sql_text
