// Reads a statement token by token.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "migrations/sql_text/lexer.h"

namespace limbeck::sql_text {

/// Reads solid tokens in order. Refers to their text. `take_…` and `expect` call
/// `fail_expected` where something else stands.
class TokenReader {
 public:
  explicit TokenReader(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}
  virtual ~TokenReader() = default;
  TokenReader(const TokenReader&) = delete;
  TokenReader& operator=(const TokenReader&) = delete;

  bool at_end() const { return at_ == tokens_.size(); }
  /// The token here or further on; an empty space behind the end.
  const Token& peek(std::size_t ahead = 0) const;
  /// The token before this one, if any was read.
  const Token& last() const;
  bool is_word(std::string_view word, std::size_t ahead = 0) const;
  bool is_symbol(std::string_view symbol, std::size_t ahead = 0) const;
  /// Whether a name can be taken here.
  bool is_name(std::size_t ahead = 0) const { return can_be_name(peek(ahead)); }

  /// Goes past the words if all of them stand here.
  bool accept(std::initializer_list<std::string_view> words);
  bool accept_symbol(std::string_view symbol);
  void expect(std::initializer_list<std::string_view> words);
  void expect_symbol(std::string_view symbol);
  void expect_end();

  const Token& take();
  const Token& take_name_token(std::string_view what = "a name");
  /// The names of `a`, `a.b`, `a.b.c` …
  std::vector<Token> take_qualified_name(std::string_view what = "a name");
  /// `(…)`: the text between, whatever it holds.
  std::string_view take_parenthesised();
  /// `(…, …)`: the texts between the commas.
  std::vector<std::string_view> take_list();
  /// The text up to one of the words, outside of parentheses; or to the end.
  std::string_view take_until(std::span<const std::string_view> words);
  /// The text up to the comma or bracket that ends an element of a list.
  std::string_view take_element();
  /// What is left.
  std::string_view rest();

  /// Throws.
  [[noreturn]] virtual void fail_expected(std::string_view what) const = 0;

 protected:
  virtual bool can_be_name(const Token& token) const { return sql_text::is_name(token); }

  std::size_t place() const { return at_; }
  void go_back(std::size_t place) { at_ = place; }
  std::string_view between(std::size_t first, std::size_t last) const;

 private:
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
};

}  // namespace limbeck::sql_text
