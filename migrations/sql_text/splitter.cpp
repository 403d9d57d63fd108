#include "migrations/sql_text/splitter.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace limbeck::sql_text {
namespace {

using Kind = Token::Kind;

class Splitter {
 public:
  Split split(std::string_view sql, const LexicalRules& rules) {
    sql_ = sql;
    for (const Token& token : lex(sql, rules)) take(token);
    if (block_) report(block_->text, "this body has no END");
    if (!block_ && !open_.empty()) report(open_.front().text, "this parenthesis is never closed");
    if (!statement_.empty() && !block_ && open_.empty()) finish();
    return std::move(split_);
  }

 private:
  void report(std::string_view at, std::string message) {
    split_.problems.push_back({at, std::move(message)});
    failed_ = true;
  }

  // Where the quote or comment opens.
  void report_open(const Token& token) {
    switch (token.kind) {
      case Kind::space:
        return report(token.text.substr(0, 2), "this comment is never closed");
      case Kind::string:
        return report(token.text.substr(0, 1), "this string is never closed");
      default:
        return report(token.text.substr(0, 1), "this name is never closed");
    }
  }

  void take(const Token& token) {
    if (!token.closed) report_open(token);
    if (token.kind == Kind::space) return;
    if (token.text == "$" && !failed_ && !is_parameter(token))
      report(token.text, "this dollar quote is never closed");
    // CREATE RULE … DO (…; …) has statements between its parentheses.
    const bool is_of_rule = !open_.empty() && !statement_.empty() &&
                            is_word(statement_.front(), "create") && is_kind("rule");
    if (token.text == ";" && depth_ == 0 && !is_of_rule) {
      if (!open_.empty()) {
        report(open_.front().text, "this parenthesis is not closed in its statement");
      }
      return finish();
    }
    if (token.text == "(") open_.push_back(token);
    if (token.text == ")") {
      if (open_.empty()) report(token.text, "this parenthesis closes none");
      if (!open_.empty()) open_.pop_back();
    }
    statement_.push_back(token);
    follow_body();
  }

  // `$1`, which a function's body after RETURN has.
  bool is_parameter(const Token& dollar) const {
    const auto next = static_cast<std::size_t>(dollar.text.data() - sql_.data()) + 1;
    return next < sql_.size() && sql_[next] >= '0' && sql_[next] <= '9';
  }

  // Words that open and close: only where the statement can have a body.
  void follow_body() {
    const Token& token = statement_.back();
    if (token.kind != Kind::word || !may_have_body()) return;
    const std::size_t last = statement_.size() - 1;
    if (depth_ == 0) {
      if (last > 0 && open_.empty() && is_word(statement_[last - 1], "begin") &&
          opens_body(token)) {
        block_ = statement_[last - 1];
        depth_ = 1;
      }
      return;
    }
    if (is_word(token, "case") || is_word(token, "begin")) ++depth_;
    if (is_word(token, "end")) --depth_;
    if (depth_ == 0) block_.reset();
  }

  bool is_kind(std::string_view word) const {
    const std::size_t words = std::min<std::size_t>(statement_.size(), 5);
    for (std::size_t i = 1; i < words; ++i) {
      if (is_word(statement_[i], word)) return true;
    }
    return false;
  }
  bool may_have_body() const {
    return is_word(statement_.front(), "create") &&
           (is_kind("trigger") || is_kind("function") || is_kind("procedure"));
  }
  bool opens_body(const Token& after_begin) const {
    if (!is_kind("trigger")) return is_word(after_begin, "atomic");
    constexpr std::array<std::string_view, 7> words{"select",  "insert", "update", "delete",
                                                    "replace", "with",   "values"};
    return std::ranges::any_of(words,
                               [&](std::string_view word) { return is_word(after_begin, word); });
  }

  void finish() {
    if (!statement_.empty() && !failed_) split_.statements.push_back(statement_);
    statement_.clear();
    open_.clear();
    failed_ = false;
  }

  std::string_view sql_;
  Split split_;
  std::vector<Token> statement_;
  std::vector<Token> open_;     ///< parentheses
  std::optional<Token> block_;  ///< its BEGIN
  int depth_ = 0;               ///< of BEGIN … END and CASE … END
  bool failed_ = false;
};

}  // namespace

Split split(std::string_view sql, const LexicalRules& rules) {
  return Splitter().split(sql, rules);
}

std::vector<std::string_view> statements_of(std::string_view sql, const LexicalRules& rules) {
  const Split parts = split(sql, rules);
  if (!parts.problems.empty()) return {sql};
  std::vector<std::string_view> statements;
  for (const std::vector<Token>& tokens : parts.statements) {
    const char* begin = tokens.front().text.data();
    const char* end = tokens.back().text.data() + tokens.back().text.size();
    statements.emplace_back(begin, static_cast<std::size_t>(end - begin));
  }
  return statements;
}

}  // namespace limbeck::sql_text
