#include "runtime/introspect/answer.h"

#include <variant>

#include "limbeck/error.h"
#include "migrations/text/concat.h"

namespace limbeck::introspect {

Rows query_texts(Connection& connection, std::string_view query) {
  Rows rows = connection.query(query);
  for (const auto& row : rows.rows) {
    for (const SqlValue& value : row) {
      const auto* text = std::get_if<std::string>(&value);
      if (text == nullptr || text->find('\0') == std::string::npos) continue;
      throw Error(Error::Code::statement,
                  concat({"the database describes something with a text that holds a NUL byte: '",
                          text->substr(0, text->find('\0')),
                          "\\0…'; the database is damaged, or was made to mislead"}))
          .with_statement(std::string(query));
    }
  }
  return rows;
}

}  // namespace limbeck::introspect
