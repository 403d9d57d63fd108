#include "compiler/emit/cpp_writer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace limbeck::compiler {
namespace {

constexpr std::size_t width = 100;

// The length of the UTF-8 character at the beginning, or 0 if there is none.
std::size_t utf8_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  const std::uint8_t first = byte(0);
  const std::size_t length = first < 0x80                    ? 1
                             : first >= 0xC2 && first < 0xE0 ? 2
                             : first >= 0xE0 && first < 0xF0 ? 3
                             : first >= 0xF0 && first < 0xF5 ? 4
                                                             : 0;
  if (length == 0 || length > text.size()) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return 0;
  }
  return length;
}

// Raw strings are for readability, so only printable text of several lines becomes one.
bool can_be_raw(std::string_view text) {
  if (text.find('\n') == std::string_view::npos || text.find(")sql\"") != std::string_view::npos ||
      text.find("??") != std::string_view::npos) {
    return false;
  }
  while (!text.empty()) {
    const std::size_t length = utf8_length(text);
    const auto c = static_cast<std::uint8_t>(text[0]);
    if (length == 0 || (c < 32 && c != '\n' && c != '\t') || c == 127) return false;
    text.remove_prefix(length);
  }
  return true;
}

void append_escaped(std::string& out, char c) {
  constexpr std::string_view codes = "\a\b\f\n\r\t\v\"\\", names = "abfnrtv\"\\";
  out += '\\';
  if (const auto at = codes.find(c); at != std::string_view::npos) {
    out += names[at];
    return;
  }
  // Three octal digits, so that a digit after them is not a part of the escape.
  const auto byte = static_cast<std::uint8_t>(c);
  for (const int shift : {6, 3, 0}) out += static_cast<char>('0' + (byte >> shift & 7));
}

}  // namespace

std::string cpp_string(std::string_view text) {
  return can_be_raw(text) ? "R\"sql(" + std::string(text) + ")sql\"" : cpp_line_string(text);
}

std::string cpp_line_string(std::string_view text) {
  std::string out = "\"";
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t length = utf8_length(rest);
    const char c = rest[0];
    if (length > 1) {
      out += rest.substr(0, length);
    } else if (length == 0 || static_cast<std::uint8_t>(c) < 32 || c == 127 || c == '"' ||
               c == '\\') {
      append_escaped(out, c);
    } else if (c == '?' && out.back() == '?') {
      out += "\\?";  // no trigraph, and no warning of one
    } else {
      out += c;
    }
    rest.remove_prefix(std::max<std::size_t>(length, 1));
  }
  out += '"';
  if (text.find('\0') == std::string_view::npos) return out;
  return "std::string_view(" + out + ", " + std::to_string(text.size()) + ")";
}

std::string cpp_integer(std::int64_t value) {
  // C++ has no negative literals, and the lowest value has no positive counterpart.
  if (value == std::numeric_limits<std::int64_t>::min()) return "-9223372036854775807 - 1";
  return std::to_string(value);
}

std::string cpp_double(double value) {
  if (std::isnan(value)) return "__builtin_nan(\"\")";
  if (std::isinf(value)) return value < 0 ? "-__builtin_inf()" : "__builtin_inf()";
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  std::string text(digits.data(), end);
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return text;
}

Cpp Cpp::call(std::string head, std::vector<Cpp> arguments) {
  Cpp piece(std::move(head));
  piece.kind_ = Kind::call;
  piece.elements_ = std::move(arguments);
  return piece;
}

Cpp Cpp::filled_call(std::string head, std::vector<Cpp> arguments) {
  Cpp piece = call(std::move(head), std::move(arguments));
  piece.kind_ = Kind::filled_call;
  return piece;
}

Cpp Cpp::braces(std::vector<Cpp> elements, std::string type) {
  Cpp piece(std::move(type));
  piece.kind_ = Kind::braces;
  piece.elements_ = std::move(elements);
  return piece;
}

Cpp Cpp::lambda(std::string head, std::vector<Cpp> statements) {
  Cpp piece(std::move(head));
  piece.kind_ = Kind::lambda;
  piece.elements_ = std::move(statements);
  return piece;
}

Cpp Cpp::comment(std::string_view text) {
  Cpp piece(text);
  piece.kind_ = Kind::comment;
  return piece;
}

Cpp Cpp::member(std::string_view name, Cpp value) {
  value.head_ = "." + std::string(name) + " = " + value.head_;
  return value;
}

bool Cpp::breaks() const {
  if (kind_ == Kind::lambda &&
      (elements_.size() > 1 || (elements_.size() == 1 && elements_[0].kind_ == Kind::comment))) {
    return true;
  }
  return head_.find('\n') != std::string::npos ||
         std::any_of(elements_.begin(), elements_.end(),
                     [](const Cpp& element) { return element.breaks(); });
}

// Only for pieces without line breaks.
std::string Cpp::flat() const {
  if (kind_ == Kind::lambda)
    return head_ + (elements_.empty() ? " {}" : " { " + elements_[0].flat() + "; }");
  if (kind_ == Kind::text) return head_;
  const bool is_call = kind_ == Kind::call || kind_ == Kind::filled_call;
  std::string text = head_ + (is_call ? "(" : "{");
  for (std::size_t i = 0; i < elements_.size(); ++i)
    text += (i == 0 ? "" : ", ") + elements_[i].flat();
  return text + (is_call ? ")" : "}");
}

// Splits a string literal that is too long for its line at spaces. C++ joins adjacent literals.
std::string Cpp::text_layout(std::size_t column, std::size_t after) const {
  const std::size_t quote = head_.find('"');
  const bool literal = quote != std::string::npos && head_.ends_with('"') &&
                       head_.find('\n') == std::string::npos &&
                       (quote == 0 || head_.compare(quote - 2, 2, "= ") == 0);
  if (!literal || column + head_.size() + after <= width) return head_;
  const std::string margin(column + quote, ' ');
  const std::size_t room =
      width > margin.size() + 2 + after ? width - margin.size() - 2 - after : 1;
  std::string text = head_.substr(0, quote);
  std::string_view rest = std::string_view(head_).substr(quote + 1, head_.size() - quote - 2);
  while (rest.size() > room) {
    // A space is never a part of an escape, so the text can be split after one.
    std::size_t end = rest.rfind(' ', room - 1);
    if (end == std::string_view::npos) end = rest.find(' ');
    if (end == std::string_view::npos || end + 1 == rest.size()) break;
    text += "\"" + std::string(rest.substr(0, end + 1)) + "\"\n" + margin;
    rest.remove_prefix(end + 1);
  }
  return text + "\"" + std::string(rest) + "\"";
}

std::string Cpp::layout(std::size_t indent, std::size_t column, std::size_t after) const {
  if (kind_ == Kind::text) return text_layout(column, after);
  if (!breaks()) {
    std::string text = flat();
    if (column + text.size() + after <= width) return text;
  }
  if (kind_ == Kind::call) return broken_call(indent, column, after);
  if (kind_ == Kind::filled_call) return filled(column, after);
  if (kind_ == Kind::braces) return broken_braces(indent);
  std::string text = head_ + " {\n";
  for (const Cpp& statement : elements_) text += cpp_statement(statement, indent + 2);
  return text + std::string(indent, ' ') + "}";
}

// On one line if only the last argument has line breaks. Otherwise each argument has a line of its
// own.
std::string Cpp::broken_call(std::size_t indent, std::size_t column, std::size_t after) const {
  if (elements_.empty()) return flat();
  const auto before_last = elements_.end() - 1;
  if (std::none_of(elements_.begin(), before_last,
                   [](const Cpp& argument) { return argument.breaks(); }) &&
      (before_last->kind_ == Kind::braces || before_last->kind_ == Kind::lambda ||
       before_last->breaks())) {
    std::string text = head_ + "(";
    for (auto argument = elements_.begin(); argument != before_last; ++argument)
      text += argument->flat() + ", ";
    if (column + text.size() < width) {
      return text + before_last->layout(indent, column + text.size(), after + 1) + ")";
    }
  }
  const std::size_t inner = indent + 4;
  std::string text = head_ + "(";
  for (std::size_t i = 0; i < elements_.size(); ++i) {
    const bool last = i + 1 == elements_.size();
    text +=
        "\n" + std::string(inner, ' ') + elements_[i].layout(inner, inner, last ? after + 1 : 1);
    if (!last) text += ",";
  }
  return text + ")";
}

// Each line starts behind the bracket.
std::string Cpp::filled(std::size_t column, std::size_t after) const {
  const std::size_t indent = column + head_.size() + 1;
  const std::string margin(indent, ' ');
  std::string text = head_ + "(";
  std::size_t at = indent;
  for (std::size_t i = 0; i < elements_.size(); ++i) {
    const bool last = i + 1 == elements_.size();
    const std::size_t behind = last ? after + 1 : 1;
    const bool fits = !elements_[i].breaks() && at + elements_[i].flat().size() + behind <= width;
    if (!fits && at > indent) {
      text.pop_back();
      text += "\n" + margin;
      at = indent;
    }
    const std::string element = elements_[i].layout(indent, at, behind);
    text += element;
    const std::size_t line = element.rfind('\n');
    at = line == std::string::npos ? at + element.size() : element.size() - line - 1;
    if (!last) text += ", ";
    at += 2;
  }
  return text + ")";
}

std::string Cpp::broken_braces(std::size_t indent) const {
  const std::size_t inner = indent + 4;
  std::string text = head_ + "{\n";
  for (const Cpp& element : elements_) {
    text += std::string(inner, ' ') + element.layout(inner, inner, 1) + ",\n";
  }
  return text + std::string(indent, ' ') + "}";
}

std::string cpp_statement(const Cpp& piece, std::size_t indent) {
  const std::string margin(indent, ' ');
  if (piece.kind_ != Cpp::Kind::comment) return margin + piece.layout(indent, indent, 1) + ";\n";
  std::string text, line = margin + "//";
  std::string_view rest = piece.head_;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    const std::string_view word = rest.substr(0, end);
    if (line.size() + 1 + word.size() > width) {
      text += line + "\n";
      line = margin + "//";
    }
    line += " " + std::string(word);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return text + line + "\n";
}

}  // namespace limbeck::compiler
