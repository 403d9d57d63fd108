#include "compiler/scan/naming.h"

namespace limbeck::compiler {
namespace {

// ASCII only: a name's other letters stay as they are, whatever the locale.
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
char lower(char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

std::string snake_case(std::string_view name) {
  std::string result;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool after_word = i > 0 && (is_lower(name[i - 1]) || is_digit(name[i - 1]));
    // The last capital of a run begins the next word: HTTPRequest.
    const bool ends_run =
        i > 0 && is_upper(name[i - 1]) && i + 1 < name.size() && is_lower(name[i + 1]);
    if (is_upper(name[i]) && (after_word || ends_run)) result += '_';
    result += lower(name[i]);
  }
  return result;
}

std::string embedded_name(std::string_view prefix, std::string_view column) {
  if (prefix.empty()) return std::string(column);
  if (column.empty()) return std::string(prefix);
  return std::string(prefix) + "_" + std::string(column);
}

}  // namespace limbeck::compiler
