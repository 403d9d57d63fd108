// One statement of a file, token by token.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "compiler/sql_objects/source_text.h"
#include "migrations/schema/name.h"

namespace limbeck::compiler {

/// Ends the reading of a statement that is not as it should be; never leaves this folder.
struct Unreadable {
  std::string_view at;
  std::string message;
};

/// What bare names are: lower case to PostgreSQL; as they are written, to SQLite.
enum class Spelling : unsigned char { folded, kept };

/// A name, and where it stands.
struct NameThere {
  schema::Name name;
  std::string_view at;
};

/// Reads a statement's tokens in order. `take_…` and `expect` throw Unreadable where something else
/// stands.
class StatementReader {
 public:
  StatementReader(const SourceText& source, const StatementTokens& tokens, Spelling spelling)
      : source_(source), tokens_(tokens), spelling_(spelling) {}

  const SourceText& source() const { return source_; }
  bool at_end() const { return at_ == tokens_.size(); }
  bool is(std::string_view word, std::size_t ahead = 0) const;
  bool is_symbol(std::string_view symbol, std::size_t ahead = 0) const;
  bool is_name(std::size_t ahead = 0) const;

  /// Goes past the words if all of them stand here.
  bool accept(std::initializer_list<std::string_view> words);
  bool accept_symbol(std::string_view symbol);
  void expect(std::initializer_list<std::string_view> words);
  void expect_symbol(std::string_view symbol);
  void expect_end();

  /// A name without a schema.
  NameThere take_plain_name(std::string_view of);
  /// `name` or `schema.name`; `public` and `main` are the default schema.
  NameThere take_name(std::string_view of);
  /// `table.column`, `schema.table.column`.
  std::pair<NameThere, std::string> take_column();
  std::int64_t take_integer();
  /// The text of a literal: `'it''s'`, `$$a$$`.
  std::string take_text();
  /// `(…)`: the text between.
  std::string_view take_parenthesised();
  /// The text up to one of the words, outside of parentheses; or to the end.
  std::string_view take_until(std::span<const std::string_view> words);
  /// The text up to the comma or bracket that ends an element of a list.
  std::string_view take_element();
  std::string_view rest();
  void step() { ++at_; }

  /// Here, or at the end of the statement.
  std::string_view here() const;
  [[noreturn]] void fail(std::string message) const;
  [[noreturn]] void fail_expected(std::string_view what) const;

 private:
  std::string spelled(const schema::SqlToken& token) const;
  std::string_view between(std::size_t first, std::size_t last) const;

  const SourceText& source_;
  const StatementTokens& tokens_;
  Spelling spelling_;
  std::size_t at_ = 0;
};

}  // namespace limbeck::compiler
