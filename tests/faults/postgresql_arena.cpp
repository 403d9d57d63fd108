// Databases of the program's server.
#include <chrono>
#include <stdexcept>
#include <thread>

#include "runtime/connection/open.h"
#include "tests/faults/arena.h"
#include "tests/faults/postgresql_arena.h"

namespace limbeck::test {
namespace {

using namespace std::chrono_literals;

tests::PostgresqlServer& server() { return *tests::PostgresqlServer::get(); }

std::string name_of(const std::string& url) {
  const std::size_t end = url.find('?');
  const std::size_t slash = url.rfind('/', end);
  return url.substr(slash + 1, end - slash - 1);
}

/// On a connection that stays, as making and dropping databases is most of what some tests do.
Rows on_server(const std::string& sql) {
  static std::unique_ptr<connection::Driver> connection;
  if (connection != nullptr) {
    try {
      return connection->query(sql);
    } catch (const Error& error) {
      if (error.code() != Error::Code::connection) throw;
    }
  }
  // The first, or the server was started anew.
  connection = connection::open(server().url("postgres"));
  return connection->query(sql);
}

class PostgresqlArena final : public Arena {
 public:
  std::string name() const override { return "postgresql"; }
  std::string_view dialect() const override { return "postgresql"; }

  std::string fresh() override { return make("template1"); }
  std::string copy_of(const std::string& url) override {
    settle(url);
    return make(name_of(url));
  }
  void drop(const std::string& url) override {
    on_server("DROP DATABASE " + name_of(url) + " WITH (FORCE)");
  }

  void settle(const std::string& url) override {
    const std::string sql =
        "SELECT count(*) FROM pg_stat_activity WHERE datname = '" + name_of(url) + "'";
    for (int tries = 0; tries < 6000; ++tries) {
      if (std::get<std::int64_t>(on_server(sql).rows.at(0).at(0)) == 0) return;
      std::this_thread::sleep_for(10ms);
    }
    throw std::runtime_error("somebody stays connected to " + url);
  }

 private:
  static std::string make(const std::string& original) {
    static int count = 0;
    const std::string name = "arena" + std::to_string(++count);
    on_server("CREATE DATABASE " + name + " TEMPLATE " + original);
    return server().url(name);
  }
};

}  // namespace

const std::vector<std::string>& arena_server_settings() {
  // A server that is killed must not forget what was committed before the migration began.
  static const std::vector<std::string> settings = {"max_connections=300", "shared_buffers=64MB",
                                                    "autovacuum=off", "synchronous_commit=on"};
  return settings;
}

const std::vector<ArenaKind>& arena_kinds() {
  static const std::vector<ArenaKind> kinds = {{"postgresql", []() -> std::unique_ptr<Arena> {
                                                  if (tests::PostgresqlServer::get() == nullptr)
                                                    return nullptr;
                                                  [[maybe_unused]] static const bool restarted =
                                                      [] {
                                                        server().restart(arena_server_settings());
                                                        return true;
                                                      }();
                                                  return std::make_unique<PostgresqlArena>();
                                                }}};
  return kinds;
}

}  // namespace limbeck::test
