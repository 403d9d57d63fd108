// The text of an array value, as PostgreSQL reads it: `{one,"two words",NULL}`, `[0:1]={{a},{b}}`
// (PostgreSQL 15, "Array Input and Output Syntax").
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace limbeck::schema {

/// One element at any depth, with its place in the text.
struct ArrayElement {
  std::string value = {};
  bool null = false;  ///< NULL without quotes, in any case
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// The elements from left to right, or nullopt if the text is no array.
std::optional<std::vector<ArrayElement>> array_elements(std::string_view text);

/// `value` as an element of an array literal, with quotes if they are necessary.
std::string array_element(std::string_view value);

}  // namespace limbeck::schema
