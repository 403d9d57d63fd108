#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "migrations/schema/sql_tokens.h"

namespace limbeck::introspect::sqlite {

/// A definition that is not what SQLite stores.
struct DefinitionError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Reads the tokens of a statement in order, without white space and comments. Refers to the text.
class TokenReader {
 public:
  explicit TokenReader(std::string_view sql);

  bool at_end() const { return at_ == tokens_.size(); }
  const schema::SqlToken& peek(std::size_t ahead = 0) const;
  bool is_word(std::string_view word, std::size_t ahead = 0) const;
  bool is_symbol(std::string_view symbol, std::size_t ahead = 0) const;
  /// A name as SQLite takes it in a definition: bare, quoted, or in single quotes.
  bool is_name(std::size_t ahead = 0) const;

  /// Goes past the words if all of them stand here.
  bool accept(std::initializer_list<std::string_view> words);
  bool accept_symbol(std::string_view symbol);
  void expect(std::initializer_list<std::string_view> words);
  void expect_symbol(std::string_view symbol);
  std::string take_name();
  const schema::SqlToken& take();
  /// `(…)`: the text between, whatever it holds.
  std::string_view take_parenthesised();
  /// `(…, …)`: the texts between the commas.
  std::vector<std::string_view> take_list();
  /// What is left.
  std::string_view rest();

  [[noreturn]] void fail(std::string_view expected) const;

 private:
  std::string_view text_between(std::size_t first, std::size_t last) const;

  std::string_view sql_;
  std::vector<schema::SqlToken> tokens_;
  std::size_t at_ = 0;
};

/// The name in a token that `is_name` is true for.
std::string name_in(const schema::SqlToken& token);

}  // namespace limbeck::introspect::sqlite
