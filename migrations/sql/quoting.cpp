#include "migrations/sql/quoting.h"

#include <stdexcept>

#include "migrations/text/concat.h"

namespace limbeck::sql {

std::string enclose(std::string_view text, char quote, std::string_view what) {
  std::string result(1, quote);
  for (char c : text) {
    if (c == '\0') {
      throw std::invalid_argument(concat(
          {what, " holds a NUL byte: '", std::string(text.substr(0, text.find('\0'))), "\\0…'"}));
    }
    if (c == quote) result += quote;
    result += c;
  }
  result += quote;
  return result;
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
  std::string result;
  for (const std::string& part : parts) {
    if (&part != &parts.front()) result += separator;
    result += part;
  }
  return result;
}

}  // namespace limbeck::sql
