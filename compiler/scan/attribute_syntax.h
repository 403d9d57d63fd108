// The arguments of an attribute, from tokens to a tree. No Clang here: tokens come as values, so
// that any sequence of them can be tried.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace limbeck::compiler {

/// A place in the translation unit that only its maker can read (Clang's raw source location). 0 is
/// nowhere.
using Place = std::uint32_t;

/// From the first byte of one token to the last byte of another, or of the same.
struct Span {
  Place first = 0;
  Place last = 0;
  int last_length = 0;  ///< of the last token
};

Span join(const Span& first, const Span& last);

struct AttributeToken {
  enum class Kind : unsigned char {
    word,     ///< an identifier or a keyword
    string,   ///< decoded; adjacent literals are one token
    integer,  ///< `text` is decimal
    symbol,   ///< punctuation
    other,    ///< anything that no argument is made of
  };
  Kind kind = Kind::other;
  std::string text;
  Span span;
};

/// `[key =] value`.
struct Argument {
  enum class Kind : unsigned char {
    path,     ///< `cascade`, `User::id`, `address.city`
    string,   ///< "lower(email)"
    integer,  ///< 320, -1
    call,     ///< `desc(created_at)`
    group,    ///< `(a, b)`
  };
  Kind kind = Kind::path;
  std::string key;
  Span key_span;
  std::string text;                  ///< a path as written, a string's content, a call's name
  std::vector<std::string> scope;    ///< a path's names between `::`; the first is empty for `::a`
  std::vector<std::string> members;  ///< a path's names after dots
  std::int64_t number = 0;
  std::vector<Argument> arguments;  ///< of a call or a group
  Span span;
};

/// An error in the arguments of an attribute, and its place.
struct AttributeSyntaxError {
  std::string message;
  Span span;
};

struct Arguments {
  std::vector<Argument> list;
  std::optional<AttributeSyntaxError>
      syntax_error;  ///< the first error; `list` has the arguments in front of it
};

/// Reads what stands between the parentheses of an attribute. `end` is where the closing one is.
Arguments read_arguments(const std::vector<AttributeToken>& tokens, const Span& end);

}  // namespace limbeck::compiler
