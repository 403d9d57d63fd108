// The connection a data migration gets. An interface without code, so that a revision that uses one
// links without any driver: the program that only replays the history has none.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace limbeck {

/// A value of a statement: NULL, an integer, a number, a text, or bytes.
using SqlValue =
    std::variant<std::monostate, std::int64_t, double, std::string, std::vector<std::byte>>;

/// The rows of a query.
struct Rows {
  std::vector<std::string> columns;
  std::vector<std::vector<SqlValue>> rows;
};

/// An open connection to one database, inside the transaction of the revision that runs.
/// Not thread-safe. Errors are thrown as limbeck::Error, with the statement and SQLSTATE.
class Connection {
 public:
  virtual ~Connection() = default;

  /// `postgresql`, `sqlite`, …: which SQL it speaks.
  virtual std::string_view dialect() const = 0;
  /// Runs one or several statements without parameters or results.
  virtual void execute(std::string_view sql) = 0;
  /// Runs one statement with parameters, written `?1`, `?2` … (SQLite) or `$1`, `$2` …
  /// (PostgreSQL); returns the number of rows changed.
  virtual std::int64_t execute(std::string_view sql, std::span<const SqlValue> parameters) = 0;
  /// Runs one query and returns all its rows.
  virtual Rows query(std::string_view sql, std::span<const SqlValue> parameters = {}) = 0;
  /// What whoever migrates has said for this run: `-x key=value` on the command line, or
  /// MigrateOptions::arguments. Nothing where it was not given. For data migrations only: what the
  /// schema is must not depend on it.
  virtual std::optional<std::string_view> argument(std::string_view /*key*/) const {
    return std::nullopt;
  }

 protected:
  Connection() = default;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
};

}  // namespace limbeck
