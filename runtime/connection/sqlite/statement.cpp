#include "runtime/connection/sqlite/statement.h"

#include <sqlite3.h>

#include <climits>
#include <cstring>
#include <string>

#include "migrations/text/concat.h"
#include "runtime/connection/sqlite/failure.h"

namespace limbeck::connection {

Statement::Statement(sqlite3* database, std::string_view sql) : database_(database), sql_(sql) {
  if (sql.size() > INT_MAX) {
    throw Error(Error::Code::statement, "a statement of more than 2 GB cannot be run");
  }
  // SQLite would end the text here and never say so.
  if (std::size_t nul = sql.find('\0'); nul != std::string_view::npos) {
    throw Error(Error::Code::statement,
                "the statement holds a NUL byte; give such a value as a parameter")
        .with_statement(std::string(sql.substr(0, nul)));
  }
  const char* tail = nullptr;
  if (sqlite3_prepare_v2(database, sql.data(), static_cast<int>(sql.size()), &statement_, &tail) !=
      SQLITE_OK) {
    fail();
  }
  auto length = static_cast<std::size_t>(tail - sql.data());
  rest_ = sql.substr(length);
  sql_ = sql.substr(0, length);
}

Statement::Statement(sqlite3* database, std::string_view sql, std::span<const SqlValue> values)
    : Statement(database, sql) {
  if (!rest_.empty() && !Statement(database, rest_).empty()) {
    throw Error(Error::Code::usage, "one statement can be run at a time here, and more were given")
        .with_statement(std::string(trimmed(sql)));
  }
  bind(values);
}

Statement::~Statement() { sqlite3_finalize(statement_); }

void Statement::fail() const { throw failure(database_, sql_); }

void Statement::bind(std::span<const SqlValue> values) {
  int expected = statement_ == nullptr ? 0 : sqlite3_bind_parameter_count(statement_);
  if (static_cast<std::size_t>(expected) != values.size()) {
    throw Error(Error::Code::usage,
                concat({"the statement has ", std::to_string(expected),
                        " parameters and was given ", std::to_string(values.size()), " values"}))
        .with_statement(std::string(trimmed(sql_)));
  }
  for (int i = 0; i < expected; ++i) {
    int position = i + 1;
    int result = std::visit(
        [&](const auto& value) {
          using T = std::decay_t<decltype(value)>;
          if constexpr (std::is_same_v<T, std::monostate>) {
            return sqlite3_bind_null(statement_, position);
          } else if constexpr (std::is_same_v<T, std::int64_t>) {
            return sqlite3_bind_int64(statement_, position, value);
          } else if constexpr (std::is_same_v<T, double>) {
            return sqlite3_bind_double(statement_, position, value);
          } else if constexpr (std::is_same_v<T, std::string>) {
            return sqlite3_bind_text64(statement_, position, value.data(), value.size(),
                                       SQLITE_TRANSIENT, SQLITE_UTF8);
          } else {
            // An empty vector's data() may be null, which would bind NULL.
            return value.empty() ? sqlite3_bind_zeroblob(statement_, position, 0)
                                 : sqlite3_bind_blob64(statement_, position, value.data(),
                                                       value.size(), SQLITE_TRANSIENT);
          }
        },
        values[static_cast<std::size_t>(i)]);
    if (result != SQLITE_OK) fail();
  }
}

bool Statement::step() {
  if (statement_ == nullptr) return false;
  switch (sqlite3_step(statement_)) {
    case SQLITE_ROW:
      return true;
    case SQLITE_DONE:
      return false;
    default:
      fail();
  }
}

int Statement::columns() const {
  return statement_ == nullptr ? 0 : sqlite3_column_count(statement_);
}

std::string_view Statement::column_name(int column) const {
  const char* name = sqlite3_column_name(statement_, column);
  return name == nullptr ? std::string_view{} : std::string_view{name};
}

SqlValue Statement::value(int column) const {
  auto size = [&] { return static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)); };
  switch (sqlite3_column_type(statement_, column)) {
    case SQLITE_INTEGER:
      return static_cast<std::int64_t>(sqlite3_column_int64(statement_, column));
    case SQLITE_FLOAT:
      return sqlite3_column_double(statement_, column);
    case SQLITE_TEXT: {
      // The pointer first: asking for the size may otherwise convert, and move, the text.
      const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
      return std::string(text, size());
    }
    case SQLITE_BLOB: {
      const auto* bytes = static_cast<const std::byte*>(sqlite3_column_blob(statement_, column));
      return std::vector<std::byte>(bytes, bytes + size());
    }
    default:
      return std::monostate{};
  }
}

}  // namespace limbeck::connection
