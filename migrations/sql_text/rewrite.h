// SQL text with other tokens in the place of some of its own.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "migrations/sql_text/lexer.h"

namespace limbeck::sql_text {

/// A token of lex(text), and what takes its place.
struct Replacement {
  std::size_t token = 0;
  std::string text = {};
};

/// The text of the tokens with the replacements, in any order. A space keeps what is new from
/// running together with the token beside it.
std::string rewritten(const std::vector<Token>& tokens, std::vector<Replacement> replacements);

/// The expression with other names in the place of some, each quoted as the one before was.
std::string with_names(std::string_view expression, std::vector<Replacement> names);

}  // namespace limbeck::sql_text
