// One libpqxx connection. The only file that knows how libpqxx's versions differ, from 6.4 (Debian
// 12's) to 8: all else uses what they share.
#pragma once

#include <memory>
#include <optional>
#include <pqxx/pqxx>
#include <string>
#include <string_view>
#include <vector>

#include "limbeck/connection.h"

namespace limbeck::connection {

/// Statements run as they come; transactions are the caller's BEGIN and COMMIT. Never connects a
/// second time by itself: a lost connection has lost its transaction. Throws libpqxx's exceptions,
/// and limbeck::Error for a server that is too old.
class Session {
 public:
  explicit Session(const std::string& conninfo);
  /// One that stays the caller's, who leaves it alone meanwhile. Throws limbeck::Error where it is
  /// closed, or has a transaction object of its own.
  explicit Session(pqxx::connection& open);
  ~Session();

  /// One simple-query message: one or more statements in one round trip; the last one's result.
  pqxx::result exec(std::string_view sql);
  /// One statement with parameters in text form; null pointers are NULLs.
  pqxx::result exec(std::string_view sql, const std::vector<const char*>& parameters);

  /// One simple-query message that ends with a `COPY … TO STDOUT` of one column: a row for each
  /// value. Nothing, and nothing sent, where libpqxx does not let this through (from version 7 on).
  std::optional<Rows> copy_out(const std::string& sql);

  bool is_open() const;
  int backend() const;
  /// libpq's PQserverVersion.
  int server_version() const;
  /// `host:port/name`.
  std::string place() const;
  /// Whether the server is a standby, where it says so by itself: from version 14 on, and where
  /// libpqxx lets it through.
  std::optional<bool> is_known_standby() const;
  /// As whom it was connected.
  std::string user() const;

 private:
  void refuse_old_server() const;

  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace limbeck::connection
