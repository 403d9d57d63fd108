// The tokens of a revision file from Clang's raw lexer, which does not preprocess.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "migrations/schema/location.h"

namespace limbeck::compiler {

struct Token {
  enum class Kind : unsigned char { identifier, number, string, character, punctuation, unknown };
  Kind kind = Kind::unknown;
  std::string spelling;  ///< without line continuations and trigraphs, apart from raw strings
  int line = 0;
  int column = 0;            ///< in bytes, from 1
  int length = 0;            ///< in the file
  bool starts_line = false;  ///< only space and comments are in front of it on its line
  bool after_space = false;
  bool in_directive = false;  ///< from a `#` that starts a line to that line's end
};

/// Splits arbitrary bytes into tokens. Bytes that are no token of C++ are `unknown`. Comments are
/// left out.
std::vector<Token> lex(std::string_view text);

/// The SHA-256 of the spellings, hexadecimal. Layout, comments and line ends do not change it.
std::string checksum(const std::vector<Token>& tokens);

/// The value, in UTF-8, of a C++ string literal (`"a\n"`, `u8"é"`, `R"(…)"`, `"…"sv`). The result
/// is nullopt for other encodings, other suffixes and invalid escapes.
std::optional<std::string> string_literal_text(std::string_view spelling);

}  // namespace limbeck::compiler
