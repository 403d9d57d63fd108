// The connection that a data migration is called with. It is an interface without code, so that a
// revision that uses it links without a database driver: the program that replays the history at
// build time has none.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace limbeck {
inline namespace v1 {

/// A parameter or a result value: NULL, an integer, a floating point number, a text, or bytes.
using SqlValue =
    std::variant<std::monostate, std::int64_t, double, std::string, std::vector<std::byte>>;

/// The result of a query: the names of its columns, and one vector of values for each row.
struct Rows {
  std::vector<std::string> columns;
  std::vector<std::vector<SqlValue>> rows;
};

/// An open connection to one database, inside the transaction of the revision that runs. limbeck
/// owns it; a data migration must not keep a reference to it after it has returned.
///
/// Not thread-safe. `execute` and `query` throw limbeck::Error, which has the statement and, where
/// the database gives one, the SQLSTATE.
class Connection {
 public:
  virtual ~Connection() = default;

  /// The SQL dialect of the database: `postgresql`, `sqlite`, ….
  virtual std::string_view dialect() const = 0;
  /// Runs one or several statements that have no parameters. Results are discarded.
  virtual void execute(std::string_view sql) = 0;
  /// Runs one statement with parameters, which are written `?1`, `?2` … for SQLite and `$1`, `$2` …
  /// for PostgreSQL. Returns the number of rows that it changed.
  virtual std::int64_t execute(std::string_view sql, std::span<const SqlValue> parameters) = 0;
  /// Runs one query and returns all of its rows. Parameters are written as for `execute`.
  virtual Rows query(std::string_view sql, std::span<const SqlValue> parameters = {}) = 0;
  /// The value that this run was given for `key`, by `-x key=value` on the command line or by
  /// MigrateOptions::arguments; nullopt if it was given none. Data migrations may use it. The
  /// schema must not depend on it, because the build replays the history without it.
  virtual std::optional<std::string_view> argument(std::string_view /*key*/) const {
    return std::nullopt;
  }

 protected:
  Connection() = default;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
};

}  // namespace v1
}  // namespace limbeck
