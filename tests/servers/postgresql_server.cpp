#include "postgresql_server.h"

#include <pwd.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string_view>
#include <thread>
#include <vector>

#include "server_process.h"
#include "tests/support/text_of_file.h"

namespace limbeck::tests {
namespace {

namespace fs = std::filesystem;

/// The programs' directory: what the environment says, or the newest that Debian has installed.
std::string find_programs() {
  if (const char* given = std::getenv("LIMBECK_POSTGRESQL_BIN")) return given;
  std::string best;
  int newest = 0;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator("/usr/lib/postgresql", none)) {
    const int version = std::atoi(entry.path().filename().c_str());
    if (version < newest || !fs::exists(entry.path() / "bin/initdb")) continue;
    newest = version;
    best = entry.path() / "bin";
  }
  return best;
}

/// A program of the server's directory; of those that only talk to a server, which some packages of
/// the server leave out, the newest that is installed.
std::string program_in(const std::string& programs, const std::string& name) {
  const std::string own = programs + "/" + name;
  if (fs::exists(own)) return own;
  std::string best = name;
  int newest = 0;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator("/usr/lib/postgresql", none)) {
    const int version = std::atoi(entry.path().filename().c_str());
    if (version < newest || !fs::exists(entry.path() / "bin" / name)) continue;
    newest = version;
    best = entry.path() / "bin" / name;
  }
  return best;
}

constexpr std::string_view prefix = "limbeck-pg-";  // then the process's number

/// What tests have left there that were killed, but for those that another container may run.
void remove_abandoned(const fs::path& parent) {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(parent, ignored)) {
    const std::string name = entry.path().filename();
    if (!name.starts_with(prefix)) continue;
    const int process = std::atoi(name.c_str() + prefix.size());
    const auto age = fs::file_time_type::clock::now() - fs::last_write_time(entry, ignored);
    if (process > 0 && ::kill(process, 0) != 0 && errno == ESRCH && age > std::chrono::hours(12)) {
      fs::remove_all(entry.path(), ignored);
    }
  }
}

/// In memory where there is plenty: each database is some 300 files, and making and dropping them
/// is most of what tests do, ten times faster there.
std::string parent_directory() {
  const fs::path memory = "/dev/shm";
  std::error_code none;
  remove_abandoned(memory);
  const bool plenty = ::access(memory.c_str(), W_OK) == 0 &&
                      fs::space(memory, none).available > std::uintmax_t{6} << 30 && !none;
  return plenty ? memory : "/tmp";
}

/// What a shell command prints; throws with its errors where it fails.
std::string output_of(const std::string& command) {
  std::unique_ptr<FILE, int (*)(FILE*)> pipe(::popen((command + " 2>&1").c_str(), "r"), ::pclose);
  std::string text;
  std::array<char, 4096> buffer;
  while (std::size_t size = std::fread(buffer.data(), 1, buffer.size(), pipe.get())) {
    text.append(buffer.data(), size);
  }
  if (::pclose(pipe.release()) != 0) throw std::runtime_error(command + " failed:\n" + text);
  return text;
}

/// What a database has, a line each, for psql: where pg_dump cannot be asked.
constexpr const char* catalog_queries =
    " -c \"SELECT 'schema', nspname, nspowner::regrole, nspacl FROM pg_namespace"
    " WHERE nspname !~ '^pg_' ORDER BY 2\""
    " -c \"SELECT c.oid::regclass, relkind, relowner::regrole, reloptions, relacl, relrowsecurity,"
    " relforcerowsecurity, obj_description(c.oid, 'pg_class'), pg_get_expr(relpartbound, c.oid)"
    " FROM pg_class AS c WHERE relnamespace::regnamespace::text !~ '^(pg_|information_)'"
    " ORDER BY 1, 2\""
    " -c \"SELECT attrelid::regclass, attname, format_type(atttypid, atttypmod), attnotnull,"
    " attidentity, attgenerated, attcollation::regcollation, pg_get_expr(adbin, adrelid),"
    " col_description(attrelid, attnum) FROM pg_attribute JOIN pg_class AS c ON c.oid = attrelid"
    " LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum WHERE attnum > 0 AND NOT"
    " attisdropped AND relnamespace::regnamespace::text !~ '^(pg_|information_)' ORDER BY 1, 2\""
    " -c \"SELECT conrelid::regclass, conname, pg_get_constraintdef(oid), convalidated FROM"
    " pg_constraint WHERE connamespace::regnamespace::text !~ '^(pg_|information_)' ORDER BY 1, 2\""
    " -c \"SELECT indexdef FROM pg_indexes WHERE schemaname !~ '^(pg_|information_)' ORDER BY 1\""
    " -c \"SELECT schemaname, viewname, definition FROM pg_views WHERE schemaname !~"
    " '^(pg_|information_)' ORDER BY 1, 2\""
    " -c \"SELECT pg_get_functiondef(oid) FROM pg_proc WHERE prokind IN ('f', 'p') AND"
    " pronamespace::regnamespace::text !~ '^(pg_|information_)' ORDER BY 1\""
    " -c \"SELECT pg_get_triggerdef(oid), tgenabled FROM pg_trigger WHERE NOT tgisinternal"
    " ORDER BY 1\""
    " -c \"SELECT enumtypid::regtype, enumlabel FROM pg_enum ORDER BY 1, enumsortorder\""
    " -c \"SELECT extname, extversion FROM pg_extension ORDER BY 1\"";
constexpr const char* rows_query =
    " -c \"SELECT c.oid::regclass, query_to_xml('SELECT * FROM ' || c.oid::regclass, true, true, "
    "'')"
    " FROM pg_class AS c WHERE relkind = 'r' AND relname <> 'limbeck_history' AND "
    "relnamespace::regnamespace::text !~"
    " '^(pg_|information_)' ORDER BY 1\"";

}  // namespace

PostgresqlServer* PostgresqlServer::get() {
  static const std::unique_ptr<PostgresqlServer> server = [] {
    const std::string programs = find_programs();
    return programs.empty() ? nullptr
                            : std::unique_ptr<PostgresqlServer>(new PostgresqlServer(programs));
  }();
  return server.get();
}

PostgresqlServer::PostgresqlServer(std::string programs) : programs_(std::move(programs)) {
  // Short, because a socket's path has at most 107 bytes.
  std::string pattern =
      parent_directory() + "/" + std::string(prefix) + std::to_string(::getpid()) + "-XXXXXX";
  if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("cannot make " + pattern);
  directory_ = pattern;
  if (const passwd* user = unprivileged()) {
    if (::chown(directory_.c_str(), user->pw_uid, user->pw_gid) != 0) {
      throw std::runtime_error("cannot give " + directory_ + " to the user " + user->pw_name);
    }
  }
  const int initdb = spawn({programs_ + "/initdb", "-D", directory_ + "/data", "-U", "limbeck",
                            "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"},
                           directory_ + "/log");
  int status = 0;
  if (::waitpid(initdb, &status, 0) < 0 || status != 0) {
    throw std::runtime_error("initdb failed:\n" + test::text_of_file(directory_ + "/log"));
  }
  start();
}

std::vector<std::string> PostgresqlServer::settings() {
  return {
      "listen_addresses=",  "fsync=off", "full_page_writes=off", "synchronous_commit=off",
      "max_connections=50", "jit=off",   "max_wal_size=128MB",   "max_prepared_transactions=10"};
}

void PostgresqlServer::start(const std::vector<std::string>& settings) {
  std::vector<std::string> command{programs_ + "/postgres", "-D", directory_ + "/data", "-k",
                                   directory_};
  std::vector<std::string> all = PostgresqlServer::settings();
  all.insert(all.end(), settings.begin(), settings.end());
  for (const std::string& setting : all) command.insert(command.end(), {"-c", setting});
  std::string port = "5432";
  for (const std::string& setting : settings) {
    if (setting.starts_with("port=")) port = setting.substr(5);
  }
  process_ = spawn(command, directory_ + "/log");
  for (int tries = 0; tries < 600; ++tries) {
    const std::string ready =
        program_in(programs_, "pg_isready") + " -q -p " + port + " -h " + directory_;
    if (std::system(ready.c_str()) == 0) return;
    int status = 0;
    if (::waitpid(process_, &status, WNOHANG) == process_) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  throw std::runtime_error("PostgreSQL did not start:\n" + test::text_of_file(directory_ + "/log"));
}

void PostgresqlServer::stop(const char* mode) {
  if (process_ < 0) return;
  ::kill(process_, mode == std::string("immediate") ? SIGQUIT : SIGINT);
  ::waitpid(process_, nullptr, 0);
  process_ = -1;
}

bool PostgresqlServer::can_dump() const {
  const std::string said = output_of(program_in(programs_, "pg_dump") + " --version");
  return std::atoi(said.c_str() + said.rfind(") ") + 2) >= version();
}

std::string PostgresqlServer::dump(const std::string& database, bool with_rows) const {
  if (can_dump())
    return run("pg_dump", with_rows ? "| sed '/restrict/d'" : "-s | sed '/restrict/d'", database);
  return run("psql",
             with_rows ? std::string("-At") + catalog_queries + rows_query
                       : std::string("-At") + catalog_queries,
             database);
}

int PostgresqlServer::version() const {
  return std::atoi(test::text_of_file(directory_ + "/data/PG_VERSION").c_str());
}

void PostgresqlServer::crash() { stop("immediate"); }

void PostgresqlServer::restart(const std::vector<std::string>& settings) {
  stop("fast");
  start(settings);
}

PostgresqlServer::~PostgresqlServer() {
  stop("immediate");
  std::error_code ignored;
  fs::remove_all(directory_, ignored);
}

std::string PostgresqlServer::url(const std::string& database) const {
  return "postgresql://limbeck@/" + database + "?host=" + directory_;
}

std::string PostgresqlServer::new_database() {
  const std::string name = "t" + std::to_string(++databases_);
  run("psql", "-qc 'CREATE DATABASE " + name + "'", "postgres");
  return url(name);
}

std::string PostgresqlServer::run(const std::string& program, const std::string& arguments,
                                  const std::string& database) const {
  return output_of(program_in(programs_, program) + (program == "psql" ? " -X" : "") + " -h " +
                   directory_ + " -U limbeck -d " + database + " " + arguments);
}

}  // namespace limbeck::tests
