#include "migrations/sql/quoting.h"

#include <stdexcept>

#include "migrations/sql_text/names.h"
#include "migrations/text/concat.h"

namespace limbeck::sql {

std::string enclose(std::string_view text, char quote, std::string_view what) {
  if (const std::size_t at = text.find('\0'); at != std::string_view::npos)
    throw std::invalid_argument(
        concat({what, " holds a NUL byte: '", text.substr(0, at), "\\0…'"}));
  return sql_text::in_quotes(text, quote);
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
