// A file of SQL, cut into its statements.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "migrations/diagnostics/diagnostics.h"
#include "migrations/schema/location.h"
#include "migrations/schema/objects.h"
#include "migrations/sql_text/lexer.h"

namespace limbeck::compiler {

/// What a file declares by comments:
///   -- limbeck: object grant TO reader TABLE orders
///   GRANT SELECT ON orders TO reader;
///   -- limbeck: drop
///   REVOKE SELECT ON orders FROM reader;
///   -- limbeck: end
/// `object in audit …` gives the name a schema.
struct Declared {
  schema::OtherObject object;
  std::string_view at;  ///< its name
  std::string problem;  ///< what is wrong with the comments; empty where nothing is
};

/// A file's text, to which the tokens of its statements refer: it stays where it is.
class SourceText {
 public:
  SourceText(std::string file, std::string_view text);
  SourceText(const SourceText&) = delete;
  SourceText& operator=(const SourceText&) = delete;

  /// Without what `declared` has, which is blank here.
  const std::string& text() const { return text_; }
  const std::vector<Declared>& declared() const { return declared_; }
  /// Where a part of the text is.
  schema::Location locate(std::string_view part) const;

 private:
  std::string file_;
  std::string text_;
  void take_declared();

  std::vector<std::size_t> lines_;  ///< where each begins
  std::vector<Declared> declared_;
};

/// The tokens of a statement, without space, comments and the semicolon. Never empty.
using StatementTokens = std::vector<sql_text::Token>;

/// The file's statements. A semicolon in a string, in $$…$$, in a body of BEGIN ATOMIC … END or of
/// an SQLite trigger ends none. What is not closed (a string, a comment, a body, a parenthesis) is
/// reported where it opens.
std::vector<StatementTokens> statements_of(const SourceText& source,
                                           diagnostics::Diagnostics& diagnostics);

}  // namespace limbeck::compiler
