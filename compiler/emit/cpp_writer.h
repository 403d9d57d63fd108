// Formats C++ source as a person would. It knows nothing of schemas.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace limbeck::compiler {

/// A literal for `text`: `"a \"b\""`, or a raw string for several lines. All bytes are kept,
/// including NUL.
std::string cpp_string(std::string_view text);
/// A literal for `text` that is never raw, for places of one line.
std::string cpp_line_string(std::string_view text);

/// A literal for any value, including the lowest one.
std::string cpp_integer(std::int64_t value);
/// A literal that reads back as the same double.
std::string cpp_double(double value);

/// A piece of C++: a text that is not broken, or a list in brackets, which is written on one line
/// if it fits, and otherwise with one element on each line.
class Cpp {
 public:
  Cpp(std::string text) : head_(std::move(text)) {}  // NOLINT: text is a piece of C++
  Cpp(std::string_view text) : head_(text) {}        // NOLINT
  Cpp(const char* text) : head_(text) {}             // NOLINT
  /// `head(a, b)`.
  static Cpp call(std::string head, std::vector<Cpp> arguments);
  /// The same, with as many arguments on each line as fit if they do not fit on one.
  static Cpp filled_call(std::string head, std::vector<Cpp> arguments);
  /// `{a, b}`, or `type{a, b}`.
  static Cpp braces(std::vector<Cpp> elements, std::string type = {});
  /// `[](limbeck::Operations& op) { statements }`: `head` is the part in front of the body.
  static Cpp lambda(std::string head, std::vector<Cpp> statements);
  /// `// text`, as a statement.
  static Cpp comment(std::string_view text);
  /// `.name = value`.
  static Cpp member(std::string_view name, Cpp value);

  /// The text of `*this` after `column` characters of a line that is indented by `indent`. Lines
  /// have at most 100 columns, less what has to follow on the last one. The text does not end with
  /// a line end.
  std::string layout(std::size_t indent, std::size_t column, std::size_t after = 0) const;

 private:
  enum class Kind : unsigned char { text, call, filled_call, braces, lambda, comment };
  friend std::string cpp_statement(const Cpp& piece, std::size_t indent);
  std::string flat() const;
  bool breaks() const;
  std::string text_layout(std::size_t column, std::size_t after) const;
  std::string broken_call(std::size_t indent, std::size_t column, std::size_t after) const;
  std::string filled(std::size_t column, std::size_t after) const;
  std::string broken_braces(std::size_t indent) const;

  Kind kind_ = Kind::text;
  std::string head_;
  std::vector<Cpp> elements_;
};

/// The piece as a statement of a function, indented, with a semicolon and a line end.
std::string cpp_statement(const Cpp& piece, std::size_t indent);

}  // namespace limbeck::compiler
