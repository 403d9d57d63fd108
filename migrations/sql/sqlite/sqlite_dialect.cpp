#include "migrations/sql/sqlite/sqlite_dialect.h"

#include "migrations/sql/sqlite/ddl.h"
#include "migrations/sql/sqlite/render.h"

namespace limbeck::sql {

std::string SqliteDialect::quote(std::string_view identifier) const {
  return sqlite::quote(identifier);
}

std::string SqliteDialect::quote_literal(std::string_view text) const {
  return sqlite::quote_literal(text);
}

Script SqliteDialect::render(const std::vector<operations::Operation>& operations,
                             const schema::Schema& before) const {
  return sqlite::render(operations, before);
}

const Dialect& sqlite_dialect() {
  static const SqliteDialect dialect;
  return dialect;
}

}  // namespace limbeck::sql
