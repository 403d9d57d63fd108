// Base to head of 1,000 revisions, a transaction each, beside one psql session running the same SQL
// (to hold: ≤ 0.9×), and running our own `--sql` script (≤ 0.75×); and a launch at head beside
// connecting and one SELECT on the same driver (to hold: ≤ 1.05×). Both sides of a ratio are
// measured in turns, and the medians compared.
//   migrate_postgresql_bench [base|launch] [ROUNDS]
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <pqxx/pqxx>
#include <string>
#include <vector>

#include "limbeck/migrate.h"
#include "migrations/sql/dialect.h"
#include "runtime/connection/open.h"
#include "runtime/ledger/statements.h"
#include "runtime/migrator/engine.h"
#include "tests/bench/runtime/measure.h"
#include "tests/bench/runtime/thousand.h"
#include "tests/servers/postgresql_server.h"

namespace limbeck::bench {
namespace {

using tests::PostgresqlServer;

std::string name_of(const std::string& url) {
  const std::size_t slash = url.rfind('/', url.find('?'));
  return url.substr(slash + 1, url.find('?') - slash - 1);
}

/// What the migrator has the server do, without its looking: each statement a line.
void write_script(const std::string& path, const std::string& url) {
  migrator::Engine engine(thousand(), connection::open(url), {});
  const ledger::Statements ledger(*sql::find_dialect("postgresql"),
                                  {"limbeck_version", "public", "limbeck_history"});
  std::ofstream out(path);
  const auto write = [&](const std::vector<std::string>& all) {
    for (const std::string& sql : all) out << sql << ";\n";
  };
  write(ledger.create_version_table());
  write(ledger.create_history_table());
  for (const auto& step : engine.plan(history::Direction::upgrade, "heads", {})) {
    write({"BEGIN"});
    for (const sql::Statement& statement : step.script.statements) write({statement.text});
    write(ledger.move(step.step.removes, step.step.adds));
    write({ledger.record({.revision = std::string(step.entry->id),
                          .direction = "upgrade",
                          .checksum = std::string(step.entry->checksum),
                          .started = "2026-11-20T14:31:07.123Z",
                          .who = "limbeck@localhost",
                          .binary = "/usr/bin/shop"},
                         {{"duration", "extract(epoch FROM clock_timestamp() - now())"}}),
           "COMMIT"});
  }
}

void base_to_head(const char* what, int rounds) {
  PostgresqlServer& server = *PostgresqlServer::get();
  const std::string script = server.directory() + "/bench.sql";
  const std::string printed = server.directory() + "/bench_printed.sql";
  std::ofstream(printed) << script_of_thousand("postgresql");
  std::vector<Cost> own, shell, shell_printed;
  for (int i = 0; i < rounds; ++i) {
    const std::string url = server.new_database();
    if (i == 0) write_script(script, url);
    own.push_back(cost([&] { migrate(thousand(), url); }));
    server.run("psql", "-c 'DROP DATABASE " + name_of(url) + "'", "postgres");
    const auto run = [&](const std::string& file, std::vector<Cost>& costs) {
      const std::string peer = name_of(server.new_database());
      costs.push_back(cost([&] { server.run("psql", "-q -f " + file, peer); }));
      server.run("psql", "-c 'DROP DATABASE " + peer + "'", "postgres");
    };
    run(script, shell);
    run(printed, shell_printed);
  }
  compare(what, own, "psql, the same SQL", shell);
  compare(what, own, "psql, our own --sql script", shell_printed);
}

void launch_at_head(int rounds) {
  const std::string url = PostgresqlServer::get()->new_database();
  migrate(thousand(), url);
  std::vector<Cost> own, bare;
  for (int i = 0; i < rounds; ++i) {
    bare.push_back(cost([&] {
      pqxx::connection connection(url);
      pqxx::nontransaction work(connection);
      work.exec("SELECT version_num FROM \"limbeck_version\"");
    }));
    own.push_back(cost([&] { migrate(thousand(), url); }));
  }
  compare("launch at head", own, "connect and one SELECT", bare);
}

}  // namespace
}  // namespace limbeck::bench

int main(int argc, char** argv) {
  const std::string only = argc > 1 ? argv[1] : "";
  const int rounds = argc > 2 ? std::atoi(argv[2]) : 5;
  if (limbeck::tests::PostgresqlServer::get() == nullptr) {
    std::puts("PostgreSQL is not installed");
    return 0;
  }
  if (only != "launch") {
    limbeck::bench::base_to_head("base to head, as the tests' server is set", rounds);
    limbeck::tests::PostgresqlServer::get()->restart(
        {"fsync=on", "full_page_writes=on", "synchronous_commit=on"});
    limbeck::bench::base_to_head("base to head, as PostgreSQL is set", rounds);
  }
  if (only != "base") limbeck::bench::launch_at_head(400);
}
