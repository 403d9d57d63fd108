// One statement of a file, token by token.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "compiler/sql_objects/source_text.h"
#include "migrations/schema/name.h"
#include "migrations/sql_text/lexer.h"
#include "migrations/sql_text/token_reader.h"

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

/// Reads a statement's tokens. Throws Unreadable where something else stands than is expected.
class StatementReader final : public sql_text::TokenReader {
 public:
  StatementReader(const SourceText& source, const StatementTokens& tokens, Spelling spelling)
      : TokenReader(tokens), source_(source), spelling_(spelling) {}

  const SourceText& source() const { return source_; }

  /// A name without a schema.
  NameThere take_plain_name(std::string_view of);
  /// `name` or `schema.name`; `public` and `main` are the default schema.
  NameThere take_name(std::string_view of);
  /// `table.column`, `schema.table.column`.
  std::pair<NameThere, std::string> take_column();
  std::int64_t take_integer();
  /// The text of a literal: `'it''s'`, `$$a$$`.
  std::string take_text();

  /// Here, or at the end of the statement.
  std::string_view here() const { return at_end() ? last().text : peek().text; }
  [[noreturn]] void fail(std::string message) const;
  [[noreturn]] void fail_expected(std::string_view what) const override;

 private:
  std::string spelled(const sql_text::Token& token) const;

  const SourceText& source_;
  Spelling spelling_;
};

}  // namespace limbeck::compiler
