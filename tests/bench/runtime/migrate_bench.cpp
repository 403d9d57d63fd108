// Base to head of 1,000 revisions, a transaction each, beside the sqlite3 shell running our own
// `--sql` script (to hold: ≤ 1.0×), and running just the statements that the migrator sends; and a
// launch at head beside opening the database and one SELECT (to hold: ≤ 1.05×). Both sides of a
// ratio are measured in turns, and the medians compared.
//   migrate_bench [DIRECTORY]   where the databases are made: the current directory, or what is to
//   be measured
#include <sqlite3.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include "limbeck/migrate.h"
#include "tests/bench/runtime/measure.h"
#include "tests/bench/runtime/thousand.h"

namespace limbeck::bench {
namespace {

namespace fs = std::filesystem;

void remove_database(const fs::path& path) {
  fs::remove(path);
  fs::remove(path.string() + "-journal");
}

int write_statement(unsigned, void* file, void* statement, void* text) {
  // Statements of triggers come as comments.
  if (static_cast<const char*>(text)[0] == '-') return 0;
  char* expanded = sqlite3_expanded_sql(static_cast<sqlite3_stmt*>(statement));
  *static_cast<std::ofstream*>(file) << expanded << ";\n";
  sqlite3_free(expanded);
  return 0;
}

/// What a migration runs, statement by statement, as a script for the shell.
void write_script(const fs::path& script, const fs::path& database) {
  remove_database(database);
  std::ofstream file(script);
  // As limbeck's connections are, which say so without a statement.
  file << "PRAGMA foreign_keys = ON;\n";
  sqlite3* connection = nullptr;
  sqlite3_open(database.c_str(), &connection);
  sqlite3_trace_v2(connection, SQLITE_TRACE_STMT, write_statement, &file);
  migrate(thousand(), connection);
  sqlite3_close(connection);
}

/// Without what the ledger alone asks and writes, but for Alembic's row.
void write_bare_script(const fs::path& script, const fs::path& from) {
  std::ifstream in(from);
  std::ofstream out(script);
  bool skipping = false;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("SELECT ") || line.starts_with("INSERT INTO \"limbeck_history\""))
      skipping = true;
    if (!skipping) out << line << "\n";
    if (line.ends_with(";")) skipping = false;
  }
}

void run_shell(const fs::path& database, const fs::path& script) {
  const std::string command =
      "sqlite3 '" + database.string() + "' < '" + script.string() + "' > /dev/null";
  if (std::system(command.c_str()) != 0) throw std::runtime_error("the shell failed: " + command);
}

void base_to_head(const fs::path& directory, int rounds) {
  const fs::path database = directory / "bench.db";
  const fs::path script = directory / "bench.sql";
  const fs::path bare = directory / "bench_bare.sql";
  const fs::path printed = directory / "bench_printed.sql";
  std::ofstream(printed) << script_of_thousand("sqlite");
  write_script(script, database);
  write_bare_script(bare, script);
  std::vector<Cost> own, shell_printed, shell, shell_bare;
  for (int i = 0; i < rounds; ++i) {
    remove_database(database);
    own.push_back(cost([&] { migrate(thousand(), "sqlite:" + database.string()); }));
    remove_database(database);
    shell_printed.push_back(cost([&] { run_shell(database, printed); }));
    remove_database(database);
    shell.push_back(cost([&] { run_shell(database, script); }));
    remove_database(database);
    shell_bare.push_back(cost([&] { run_shell(database, bare); }));
  }
  compare("base to head", own, "sqlite3 shell, our own --sql script", shell_printed);
  compare("base to head", own, "sqlite3 shell, the same SQL", shell);
  compare("base to head", own, "sqlite3 shell, without history and looking again", shell_bare);
  remove_database(database);
  fs::remove(printed);
  fs::remove(script);
  fs::remove(bare);
}

void launch_at_head(const fs::path& directory, int rounds) {
  const fs::path database = directory / "bench.db";
  remove_database(database);
  const std::string url = "sqlite:" + database.string();
  migrate(thousand(), url);
  std::vector<Cost> own, bare;
  for (int i = 0; i < rounds; ++i) {
    bare.push_back(cost([&] {
      sqlite3* connection = nullptr;
      sqlite3_open_v2(database.c_str(), &connection, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
                      nullptr);
      sqlite3_stmt* statement = nullptr;
      sqlite3_prepare_v2(connection, "SELECT version_num FROM \"limbeck_version\"", -1, &statement,
                         nullptr);
      while (sqlite3_step(statement) == SQLITE_ROW) {
      }
      sqlite3_finalize(statement);
      sqlite3_close(connection);
    }));
    own.push_back(cost([&] { migrate(thousand(), url); }));
  }
  compare("launch at head", own, "open and one SELECT", bare);
  remove_database(database);
}

}  // namespace
}  // namespace limbeck::bench

int main(int argc, char** argv) {
  const std::filesystem::path directory = argc > 1 ? argv[1] : std::filesystem::current_path();
  const std::string only = argc > 2 ? argv[2] : "";
  if (only != "launch") limbeck::bench::base_to_head(directory, 7);
  if (only != "base") limbeck::bench::launch_at_head(directory, 400);
}
