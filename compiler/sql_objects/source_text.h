// A file of SQL, cut into its statements.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "migrations/diagnostics/diagnostics.h"
#include "migrations/schema/location.h"
#include "migrations/sql_text/lexer.h"

namespace limbeck::compiler {

/// A file's text, to which the tokens of its statements refer: it stays where it is.
class SourceText {
 public:
  SourceText(std::string file, std::string text);
  SourceText(const SourceText&) = delete;
  SourceText& operator=(const SourceText&) = delete;

  const std::string& text() const { return text_; }
  /// Where a part of the text is.
  schema::Location locate(std::string_view part) const;

 private:
  std::string file_;
  std::string text_;
  std::vector<std::size_t> lines_;  ///< where each begins
};

/// The tokens of a statement, without space, comments and the semicolon. Never empty.
using StatementTokens = std::vector<sql_text::Token>;

/// The file's statements. A semicolon in a string, in $$…$$, in a body of BEGIN ATOMIC … END or of
/// an SQLite trigger ends none. What is not closed (a string, a comment, a body, a parenthesis) is
/// reported where it opens.
std::vector<StatementTokens> statements_of(const SourceText& source,
                                           diagnostics::Diagnostics& diagnostics);

}  // namespace limbeck::compiler
