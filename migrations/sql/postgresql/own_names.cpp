#include "migrations/sql/postgresql/own_names.h"

#include "migrations/sql/postgresql/words.h"
#include "migrations/text/concat.h"

namespace limbeck::sql::postgresql {

std::string serial_sequence(std::string_view table_literal, std::string_view column_literal) {
  return concat({"pg_catalog.pg_get_serial_sequence(", table_literal, ", ", column_literal,
                 ")::pg_catalog.regclass"});
}

std::string declare_catalog_query(std::string_view cursor, std::string_view query,
                                  std::initializer_list<std::string_view> texts) {
  std::string sql;
  for (std::size_t at = 0; at < query.size(); ++at) {
    const std::size_t number =
        at + 1 < query.size() ? static_cast<std::size_t>(query[at + 1] - '1') : texts.size();
    if (query[at] == '$' && number < texts.size()) {
      sql += quote_literal(texts.begin()[number]);
      ++at;
    } else {
      sql += query[at];
    }
  }
  // All its rows are fetched at once, so it is planned for all of them. Compiling a query to
  // machine code takes longer than these queries run.
  return concat({"SET LOCAL cursor_tuple_fraction = 1;\nSET LOCAL jit = off;\nDECLARE ", cursor,
                 " NO SCROLL CURSOR FOR ", sql, ";\n"});
}

std::string catalog_query(std::string_view cursor, std::string_view query,
                          std::initializer_list<std::string_view> texts) {
  return concat(
      {declare_catalog_query(cursor, query, texts), look_as_before, "FETCH ALL FROM ", cursor});
}

}  // namespace limbeck::sql::postgresql
