#include "runtime/trial/scratch_database.h"

#include <unistd.h>

#include <filesystem>
#include <random>

#include "limbeck/error.h"
#include "migrations/sql/dialect.h"
#include "runtime/connection/backend.h"
#include "runtime/connection/url.h"

namespace limbeck::trial {
namespace {

class SqliteFile final : public ScratchDatabase {
 public:
  SqliteFile() {
    std::string pattern = (std::filesystem::temp_directory_path() / "limbeck-test-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr)
      throw Error(Error::Code::connection, "cannot make the directory " + pattern);
    directory_ = pattern;
    url_ = "sqlite:" + (directory_ / "test.db").string();
  }
  ~SqliteFile() override {
    std::error_code ignored;
    std::filesystem::remove_all(directory_, ignored);
  }
  const std::string& url() const override { return url_; }

 private:
  std::filesystem::path directory_;
  std::string url_;
};

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
      // From the template that nobody adds anything to.
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

std::unique_ptr<ScratchDatabase> make_scratch_database(const Manifest& manifest,
                                                       std::string_view dialect,
                                                       const std::string& server) {
  if (dialect == "sqlite") return std::make_unique<SqliteFile>();
  if (dialect == "postgresql") return std::make_unique<PostgresqlDatabase>(manifest, server);
  throw Error(Error::Code::usage,
              "limbeck makes no scratch databases of " + std::string(dialect) + " yet");
}

}  // namespace limbeck::trial
