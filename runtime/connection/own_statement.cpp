#include "runtime/connection/own_statement.h"

namespace limbeck::connection {

std::string text_of(const OwnStatement& statement) {
  std::string text;
  char quote = '\0';
  for (std::size_t i = 0; i < statement.sql.size(); ++i) {
    const char c = statement.sql[i];
    // A doubled quote ends and begins a quoted part, which is the same to what is looked for here.
    if (quote != '\0') {
      if (c == quote) quote = '\0';
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '$') {
      text += statement.values.at(static_cast<std::size_t>(statement.sql.at(++i) - '1'));
      continue;
    }
    text += c;
  }
  return text;
}

}  // namespace limbeck::connection
