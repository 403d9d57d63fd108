#include "runtime/trial/postgresql/scratch_database.h"

#include <unistd.h>

#include <random>

#include "limbeck/error.h"
#include "migrations/sql/dialect.h"
#include "runtime/connection/backend.h"
#include "runtime/trial/scratch_database.h"

namespace limbeck::trial {
namespace {

std::string new_name() {
  std::random_device random;
  return "limbeck_test_" + std::to_string(::getpid()) + "_" + std::to_string(random());
}

class PostgresqlDatabase final : public ScratchDatabase {
 public:
  PostgresqlDatabase(const Manifest& manifest, const std::string& server)
      : server_(connection::open(manifest, server)),
        name_(server_->backend().sql().quote(new_name())) {
    try {
      // template0, because template1 may hold objects that an administrator has added.
      server_->execute("CREATE DATABASE " + name_ + " TEMPLATE template0");
    } catch (const Error& error) {
      throw Error(error.code(),
                  "cannot make a database to test in at '" + server_->place() +
                      "': " + error.what() +
                      "; its role needs CREATEDB (ALTER ROLE … CREATEDB), or give another server" +
                      (error.next_step().empty() ? "" : "\n  what to do: " + error.next_step()))
          .with_sqlstate(error.sqlstate())
          .with_next_step(error.next_step())
          .at_place(server_->place())
          .worth_retrying(error.retryable());
    }
    url_ = url_of_database(server, name_.substr(1, name_.size() - 2));
  }
  ~PostgresqlDatabase() override {
    try {
      server_->execute("DROP DATABASE IF EXISTS " + name_ + " WITH (FORCE)");
    } catch (...) {  // NOLINT(bugprone-empty-catch): the server is gone, and the database with it
    }
  }
  const std::string& url() const override { return url_; }

 private:
  std::unique_ptr<connection::Driver> server_;
  std::string name_, url_;
};

}  // namespace

std::string url_of_database(const std::string& server, const std::string& database) {
  // libpq takes the last of several, also over the path of a URL.
  if (server.find("://") == std::string::npos) return server + " dbname=" + database;
  const std::size_t at = server.rfind('@');
  const bool has_options = server.find('?', at == std::string::npos ? 0 : at) != std::string::npos;
  return server + (has_options ? "&" : "?") + "dbname=" + database;
}

std::unique_ptr<ScratchDatabase> postgresql_scratch_database(const Manifest& manifest,
                                                             const std::string& server) {
  return std::make_unique<PostgresqlDatabase>(manifest, server);
}

}  // namespace limbeck::trial
