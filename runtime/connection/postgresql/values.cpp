#include "runtime/connection/postgresql/values.h"

#include <charconv>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <system_error>

#include "limbeck/error.h"
#include "migrations/text/concat.h"
#include "migrations/text/shown.h"

namespace limbeck::connection {
namespace {

struct ToText {
  std::string operator()(std::monostate) const { return {}; }
  std::string operator()(std::int64_t value) const { return std::to_string(value); }
  std::string operator()(double value) const {
    if (std::isnan(value)) return "NaN";
    if (std::isinf(value)) return value > 0 ? "Infinity" : "-Infinity";
    char text[64];
    return {text, std::to_chars(text, text + sizeof text, value).ptr};
  }
  std::string operator()(const std::string& value) const {
    if (value.find('\0') != std::string::npos) {
      throw Error(Error::Code::statement,
                  "a parameter holds a NUL byte, which PostgreSQL cannot keep");
    }
    return value;
  }
  std::string operator()(const std::vector<std::byte>& value) const {
    constexpr char digits[] = "0123456789abcdef";
    std::string text = "\\x";
    for (std::byte byte : value) {
      const auto number = static_cast<unsigned char>(byte);
      text += digits[number >> 4];
      text += digits[number & 15];
    }
    return text;
  }
};

/// A value is never guessed: a session that prints it in another way has set something.
[[noreturn]] void throw_unreadable(std::string_view text, std::string_view type,
                                   std::string_view why) {
  throw Error(Error::Code::data, concat({"the server sent '", beginning(text, 40), "' for a ", type,
                                         ", which limbeck does not read", why}));
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::vector<std::byte> bytes_of(std::string_view text) {
  constexpr std::string_view why = "; it reads bytea_output = hex, which the revision has changed";
  if (!text.starts_with("\\x") || text.size() % 2 != 0) throw_unreadable(text, "bytea", why);
  std::vector<std::byte> bytes;
  bytes.reserve(text.size() / 2 - 1);
  for (std::size_t i = 2; i < text.size(); i += 2) {
    const int high = hex_digit(text[i]), low = hex_digit(text[i + 1]);
    if (high < 0 || low < 0) throw_unreadable(text, "bytea", why);
    bytes.push_back(static_cast<std::byte>(high * 16 + low));
  }
  return bytes;
}

/// All of the text as a number, whatever locale the application has set.
template <class Number>
Number number_of(std::string_view text, std::string_view type) {
  Number number{};
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) {
    throw_unreadable(text, type, "");
  }
  return number;
}

/// pg_type's numbers of the types that are not read as text; they never change.
enum Oid : std::uint16_t {
  bool_type = 16,
  bytea_type = 17,
  int8_type = 20,
  int2_type = 21,
  int4_type = 23,
  oid_type = 26,
  float4_type = 700,
  float8_type = 701,
};

/// Of a pqxx::field; of a pqxx::field_ref from libpqxx 8 on.
template <class Field>
SqlValue value_of(const Field& field, unsigned type) {
  if (field.is_null()) return std::monostate();
  const std::string_view text(field.c_str(), field.size());
  switch (type) {
    case bool_type:
      if (text != "t" && text != "f") throw_unreadable(text, "boolean", "");
      return std::int64_t{text == "t"};
    case int2_type:
    case int4_type:
    case int8_type:
    case oid_type:
      return number_of<std::int64_t>(text, "integer");
    case float4_type:
    case float8_type:
      return number_of<double>(text, "floating point number");
    case bytea_type:
      return bytes_of(text);
    default:
      return std::string(text);
  }
}

}  // namespace

Parameters::Parameters(std::span<const SqlValue> values) {
  for (const SqlValue& value : values) texts_.push_back(std::visit(ToText(), value));
  for (std::size_t i = 0; i < values.size(); ++i) {
    const bool null = std::holds_alternative<std::monostate>(values[i]);
    pointers_.push_back(null ? nullptr : texts_[i].c_str());
  }
}

SqlValue copied_value(std::string_view text) {
  if (text == "\\N") return std::monostate();
  std::string value;
  value.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      value += text[i];
      continue;
    }
    if (++i == text.size()) break;
    constexpr std::string_view letters = "bfnrtv", means = "\b\f\n\r\t\v";
    const std::size_t letter = letters.find(text[i]);
    value += letter == std::string_view::npos ? text[i] : means[letter];
  }
  return value;
}

bool is_true(const pqxx::result& result, int column) {
  return std::string_view(result.at(0).at(column).c_str()) == "t";
}

Rows rows_of(const pqxx::result& result) {
  Rows out;
  std::vector<unsigned> types;
  const auto columns = result.columns();
  for (auto i = columns; i-- > 0;) {
    out.columns.insert(out.columns.begin(), result.column_name(i));
    types.insert(types.begin(), static_cast<unsigned>(result.column_type(i)));
  }
  for (const auto& row : result) {
    std::vector<SqlValue>& values = out.rows.emplace_back();
    values.reserve(types.size());
    std::size_t at = 0;
    for (const auto& field : row) values.push_back(value_of(field, types[at++]));
  }
  return out;
}

}  // namespace limbeck::connection
