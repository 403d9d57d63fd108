// The tokens of a revision file, as Clang's raw lexer gives them: no preprocessing, no meaning.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "migrations/schema/location.h"

namespace limbeck::compiler {

struct Token {
  enum class Kind : unsigned char { identifier, number, string, character, punctuation, unknown };
  Kind kind = Kind::unknown;
  std::string spelling;  ///< line continuations and trigraphs undone, but for raw strings
  int line = 0;
  int column = 0;            ///< in bytes, from 1
  int length = 0;            ///< in the file
  bool starts_line = false;  ///< nothing but space and comments before it on its line
  bool after_space = false;
  bool in_directive = false;  ///< from a `#` that starts a line to that line's end
};

/// Any bytes will do: what is no token of C++ is `unknown`. Comments are left out.
std::vector<Token> lex(std::string_view text);

/// SHA-256 over the spellings, as hex: layout, comments and line ends do not count.
std::string checksum(const std::vector<Token>& tokens);

}  // namespace limbeck::compiler
