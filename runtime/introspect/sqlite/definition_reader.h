// Reads the definitions that SQLite keeps as text.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "migrations/sql_text/lexer.h"
#include "migrations/sql_text/token_reader.h"

namespace limbeck::introspect::sqlite {

/// A definition that is not what SQLite stores.
struct DefinitionError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Throws DefinitionError where something else stands than is expected.
class DefinitionReader final : public sql_text::TokenReader {
 public:
  explicit DefinitionReader(std::string_view sql);

  /// A name as SQLite takes it in a definition: bare, quoted, or in single quotes.
  std::string take_name();
  /// `name` or `schema.name`: the name alone.
  std::string take_last_name();
  [[noreturn]] void fail_expected(std::string_view what) const override;

 protected:
  bool can_be_name(const sql_text::Token& token) const override;
};

/// The name in a token that can be one.
std::string name_in(const sql_text::Token& token);

}  // namespace limbeck::introspect::sqlite
