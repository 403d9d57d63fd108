// Base to head of 1,000 revisions, a transaction each, beside the sqlite3 shell running the same
// SQL in the same way (to hold: ≤ 1.0×); and a launch at head beside opening the database and one
// SELECT (to hold: ≤ 1.05×). Both sides of a ratio are measured in turns, and the medians compared.
//   migrate_bench [DIRECTORY]   where the databases are made: the current directory, or what is to
//   be measured
#include <sqlite3.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include "limbeck/migrate.h"
#include "tests/bench/runtime/thousand.h"

namespace limbeck::bench {
namespace {

namespace fs = std::filesystem;

/// Wall time, and processor time of this process and those it waited for: on a busy machine the
/// second is the one to compare.
struct Cost {
  double wall = 0;
  double processor = 0;
};

double processor_milliseconds() {
  double sum = 0;
  for (int who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
    rusage usage{};
    ::getrusage(who, &usage);
    for (const timeval& time : {usage.ru_utime, usage.ru_stime}) {
      sum += static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3;
    }
  }
  return sum;
}

Cost cost(const std::function<void()>& action) {
  const auto start = std::chrono::steady_clock::now();
  const double processor = processor_milliseconds();
  action();
  return {
      std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count(),
      processor_milliseconds() - processor};
}

Cost median(const std::vector<Cost>& costs) {
  std::vector<double> wall, processor;
  for (const Cost& cost : costs) {
    wall.push_back(cost.wall);
    processor.push_back(cost.processor);
  }
  std::sort(wall.begin(), wall.end());
  std::sort(processor.begin(), processor.end());
  return {wall[wall.size() / 2], processor[processor.size() / 2]};
}

void compare(const char* what, const std::vector<Cost>& own, const char* peer,
             const std::vector<Cost>& others) {
  const Cost a = median(own);
  const Cost b = median(others);
  std::printf("%s: %.3f ms (processor %.3f ms); %s: %.3f ms (%.3f ms); %.3fx (%.3fx)\n", what,
              a.wall, a.processor, peer, b.wall, b.processor, a.wall / b.wall,
              a.processor / b.processor);
}

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
  write_script(script, database);
  write_bare_script(bare, script);
  std::vector<Cost> own, shell, shell_bare;
  for (int i = 0; i < rounds; ++i) {
    remove_database(database);
    own.push_back(cost([&] { migrate(thousand(), "sqlite:" + database.string()); }));
    remove_database(database);
    shell.push_back(cost([&] { run_shell(database, script); }));
    remove_database(database);
    shell_bare.push_back(cost([&] { run_shell(database, bare); }));
  }
  compare("base to head", own, "sqlite3 shell, the same SQL", shell);
  compare("base to head", own, "sqlite3 shell, without history and looking again", shell_bare);
  remove_database(database);
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
