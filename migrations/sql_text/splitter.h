// SQL text, cut into its statements.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "migrations/sql_text/lexer.h"

namespace limbeck::sql_text {

/// What is wrong with a text, and where.
struct SplitProblem {
  std::string_view at;
  std::string message;
};

struct Split {
  /// The tokens of each statement, without space, comments and the semicolon. None is empty.
  std::vector<std::vector<Token>> statements;
  std::vector<SplitProblem> problems;
};

/// The text's statements. A semicolon in a string, in $$…$$, in a body of BEGIN ATOMIC … END or of
/// an SQLite trigger ends none. What is not closed (a string, a comment, a body, a parenthesis) is
/// reported where it opens, and its statement is left out.
Split split(std::string_view sql, const LexicalRules& rules = any_database);

/// The text of each statement, from its first token to its last, without the semicolon. The whole
/// text is one statement if something in it is not closed.
std::vector<std::string_view> statements_of(std::string_view sql,
                                            const LexicalRules& rules = any_database);

}  // namespace limbeck::sql_text
