// A PostgreSQL server of a test's own: made in a temporary directory, reached by a socket there,
// gone with the process.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace limbeck::tests {

/// Started when first asked for, stopped when the process ends (also when it is killed). Without
/// fsync: only the server's own crash would lose anything.
class PostgresqlServer {
 public:
  /// The process's server; null where PostgreSQL is not installed (LIMBECK_POSTGRESQL_BIN says
  /// where else it is). Throws std::runtime_error where it does not start.
  static PostgresqlServer* get();

  /// The URL of a new, empty database.
  std::string new_database();
  /// The URL of `database`, as a libpq URL.
  std::string url(const std::string& database) const;
  /// What `program` (psql, pg_dump …) of the server prints for `database`; throws where it fails.
  std::string run(const std::string& program, const std::string& arguments,
                  const std::string& database) const;

  /// Whether the pg_dump that is installed can read the server: it reads none that is newer than
  /// it.
  bool can_dump() const;
  /// What pg_dump says of the database, without the random key that it begins with, and with
  /// `with_rows` of its rows; where it cannot read the server, what the catalogs and the rows say,
  /// but for those of limbeck_history.
  std::string dump(const std::string& database, bool with_rows = false) const;

  /// Stops it as a crash would.
  void crash();
  /// Stops it and starts it again, with settings that go before the usual ones (`port=5433`,
  /// `fsync=on`).
  void restart(const std::vector<std::string>& settings = {});

  /// 15 …
  int version() const;
  const std::string& directory() const { return directory_; }
  /// The directory of the server's programs.
  const std::string& programs() const { return programs_; }
  /// What each of the tests' servers is started with, `name=value`; a copy of one needs the same.
  static std::vector<std::string> settings();

  PostgresqlServer(const PostgresqlServer&) = delete;
  PostgresqlServer& operator=(const PostgresqlServer&) = delete;
  ~PostgresqlServer();

 private:
  explicit PostgresqlServer(std::string programs);
  void start(const std::vector<std::string>& settings = {});
  void stop(const char* mode);

  std::string programs_;
  std::string directory_;
  int databases_ = 0;
  int process_ = -1;
};

}  // namespace limbeck::tests

/// The rest of the test needs a server of that version or a newer one.
#define LIMBECK_NEEDS_POSTGRESQL_VERSION(needed)                                                 \
  LIMBECK_NEEDS_POSTGRESQL();                                                                    \
  if (::limbeck::tests::PostgresqlServer::get()->version() < (needed)) {                         \
    GTEST_SKIP() << "the server is PostgreSQL "                                                  \
                 << ::limbeck::tests::PostgresqlServer::get()->version() << ", and " << (needed) \
                 << " is needed";                                                                \
  }

/// The rest of the test needs a server.
#define LIMBECK_NEEDS_POSTGRESQL()                                                           \
  if (::limbeck::tests::PostgresqlServer::get() == nullptr) {                                \
    GTEST_SKIP() << "PostgreSQL is not installed (LIMBECK_POSTGRESQL_BIN says where it is)"; \
  }
