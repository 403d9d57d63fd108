#include "tests/offline/shells.h"

#include <gtest/gtest.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <sstream>

#include "runtime/connection/open.h"
#include "tests/servers/postgresql_server.h"
#include "tests/unit/runtime/support/temporary_directory.h"

namespace limbeck::tests {
namespace {

Outcome run_command(const std::string& command) {
  FILE* pipe = ::popen(("{ " + command + "; } 2>&1").c_str(), "r");
  Outcome out;
  std::array<char, 4096> buffer;
  while (const std::size_t size = std::fread(buffer.data(), 1, buffer.size(), pipe)) {
    out.output.append(buffer.data(), size);
  }
  const int status = ::pclose(pipe);
  out.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return out;
}

/// The lines of `text` but for those that have one of `parts`.
std::string without(const std::string& text, std::initializer_list<std::string_view> parts) {
  std::istringstream in(text);
  std::string out;
  for (std::string line; std::getline(in, line);) {
    bool drop = false;
    for (const std::string_view part : parts) drop = drop || line.find(part) != std::string::npos;
    if (!drop) out += line + "\n";
  }
  return out;
}

class Sqlite final : public ShellDatabase {
 public:
  std::string url() const override { return directory_.url("shop.db"); }
  std::string_view dialect() const override { return "sqlite"; }
  Outcome run(const std::string& script) const override {
    directory_.write("script.sql", script);
    return run_command(cd() + "sqlite3 shop.db < script.sql");
  }
  std::string dump() const override {
    const Outcome dumped = run_command(cd() + "sqlite3 shop.db .dump");
    EXPECT_EQ(dumped.code, 0) << dumped.output;
    return without(dumped.output, {"INSERT INTO limbeck_history"});
  }

 private:
  std::string cd() const { return "cd '" + directory_.path().string() + "' && "; }

  test::TemporaryDirectory directory_;
};

class Postgresql final : public ShellDatabase {
 public:
  explicit Postgresql(PostgresqlServer& server) : url_(server.new_database()) {}
  std::string url() const override { return url_; }
  std::string_view dialect() const override { return "postgresql"; }
  Outcome run(const std::string& script) const override { return run_psql(url_, script); }
  std::string dump() const override {
    if (!PostgresqlServer::get()->can_dump()) {
      const std::string name = url_.substr(0, url_.find('?'));
      return PostgresqlServer::get()->dump(name.substr(name.rfind('/') + 1), true);
    }
    const Outcome dumped =
        run_command("pg_dump --inserts --exclude-table-data=limbeck_history '" + url_ + "'");
    EXPECT_EQ(dumped.code, 0) << dumped.output;
    return without(dumped.output, {"\\restrict", "\\unrestrict"});
  }

 private:
  std::string url_;
};

}  // namespace

Outcome run_psql(const std::string& url, const std::string& script) {
  const test::TemporaryDirectory directory;
  directory.write("script.sql", script);
  return run_command("psql --no-psqlrc -q -v ON_ERROR_STOP=1 -f '" +
                     (directory.path() / "script.sql").string() + "' '" + url + "'");
}

std::string ShellDatabase::history() const {
  const auto driver = connection::open(url());
  ledger::Ledger ledger(*driver, *sql::find_dialect(dialect()),
                        {"limbeck_version", "", "limbeck_history"});
  std::string out;
  for (const ledger::Entry& entry : ledger.entries()) {
    out += entry.revision + " " + entry.direction + " " + entry.checksum +
           (entry.compatible ? " compatible" : "") +
           (entry.progress ? " progress " + std::to_string(*entry.progress) : "") +
           (entry.duration.value_or(-1) >= 0 ? " timed" : "") + "\n";
  }
  return out;
}

std::unique_ptr<ShellDatabase> new_database(std::string_view dialect) {
  if (dialect == "sqlite") {
    if (run_command("sqlite3 --version").code != 0) return nullptr;
    return std::make_unique<Sqlite>();
  }
  if (PostgresqlServer::get() == nullptr || run_command("psql --version").code != 0) return nullptr;
  return std::make_unique<Postgresql>(*PostgresqlServer::get());
}

}  // namespace limbeck::tests
