#include "runtime/connection/sqlite/failure.h"

#include <sqlite3.h>

#include <string>

#include "migrations/sql_text/secrets.h"
#include "runtime/connection/sqlite/error_table.h"

namespace limbeck::connection {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view space = " \t\r\n;";
  std::size_t first = text.find_first_not_of(space);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(space) - first + 1);
}

Error failure(sqlite3* database, std::string_view sql) {
  int code = sqlite3_extended_errcode(database);
  int primary = code & 0xff;
  bool busy = primary == SQLITE_BUSY || primary == SQLITE_LOCKED;
  Error::Code kind = busy                          ? Error::Code::locked
                     : primary == SQLITE_INTERRUPT ? Error::Code::interrupted
                     : primary == SQLITE_NOTADB || primary == SQLITE_CANTOPEN
                         ? Error::Code::connection
                         : Error::Code::statement;
  std::string message = sqlite3_errmsg(database);
  Error error(kind, message);
  error.with_statement(sql_text::hide_secrets(trimmed(sql)))
      .with_sqlstate(std::string(result_code_name(code)))
      .worth_retrying(busy);
  set_next_step(error, find_next_step(sqlite_next_steps, error.sqlstate(), message));
  return error;
}

}  // namespace limbeck::connection
