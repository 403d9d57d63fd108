// PgBouncer between a test and its PostgreSQL server, handing out sessions by the transaction.
#pragma once

#include <memory>
#include <string>

#include "postgresql_server.h"

namespace limbeck::tests {

/// Started when first asked for, stopped when the process ends.
class Pgbouncer {
 public:
  /// The process's; null where PgBouncer is not installed (LIMBECK_PGBOUNCER says where it is).
  /// `server` is there. Throws std::runtime_error where it does not start.
  static Pgbouncer* get(PostgresqlServer& server);

  /// One more, of which `settings` are other lines of its [pgbouncer]; stopped with the result.
  /// Null where it is not installed.
  static std::unique_ptr<Pgbouncer> start(PostgresqlServer& server, const std::string& settings);

  /// The same database through the pooler.
  std::string url(const std::string& database) const;

  Pgbouncer(const Pgbouncer&) = delete;
  Pgbouncer& operator=(const Pgbouncer&) = delete;
  ~Pgbouncer();

 private:
  Pgbouncer(const std::string& program, PostgresqlServer& server, int port,
            const std::string& settings);

  std::string directory_, port_;
  int process_ = -1;
};

}  // namespace limbeck::tests

/// The rest of the test needs a pooler.
#define LIMBECK_NEEDS_PGBOUNCER()                                                                \
  LIMBECK_NEEDS_POSTGRESQL()                                                                     \
  if (::limbeck::tests::Pgbouncer::get(*::limbeck::tests::PostgresqlServer::get()) == nullptr) { \
    GTEST_SKIP() << "PgBouncer is not installed (LIMBECK_PGBOUNCER says where it is)";           \
  }
