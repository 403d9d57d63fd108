#include "pgbouncer.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <thread>

#include "server_process.h"
#include "tests/support/text_of_file.h"

namespace limbeck::tests {
namespace {

constexpr int first_port = 6432;

std::string find_program() {
  if (const char* given = std::getenv("LIMBECK_PGBOUNCER")) return given;
  for (const char* place : {"/usr/sbin/pgbouncer", "/usr/bin/pgbouncer"}) {
    if (::access(place, X_OK) == 0) return place;
  }
  return {};
}

}  // namespace

Pgbouncer* Pgbouncer::get(PostgresqlServer& server) {
  static const std::unique_ptr<Pgbouncer> pooler = [&] {
    const std::string program = find_program();
    return program.empty()
               ? nullptr
               : std::unique_ptr<Pgbouncer>(new Pgbouncer(program, server, first_port, {}));
  }();
  return pooler.get();
}

std::unique_ptr<Pgbouncer> Pgbouncer::start(PostgresqlServer& server, const std::string& settings) {
  static int port = first_port;
  const std::string program = find_program();
  if (program.empty()) return nullptr;
  return std::unique_ptr<Pgbouncer>(new Pgbouncer(program, server, ++port, settings));
}

Pgbouncer::Pgbouncer(const std::string& program, PostgresqlServer& server, int port,
                     const std::string& more)
    : directory_(server.directory()), port_(std::to_string(port)) {
  const std::string settings = directory_ + "/pgbouncer" + port_ + ".ini";
  const std::string log = directory_ + "/pgbouncer" + port_ + ".log";
  std::ofstream(settings)
      << "[databases]\n"
      << (more.find("[databases]") == std::string::npos ? "* = host=" : "; host=") << directory_
      << " user=limbeck\n[pgbouncer]\nlisten_addr =\nlisten_port = " << port_
      << "\nunix_socket_dir = " << directory_
      << "\nauth_type = any\npool_mode = transaction\n"
         "default_pool_size = 3\nmax_client_conn = 200\nserver_idle_timeout = 2\n"
      << more;
  process_ = spawn({program, settings}, log);
  for (int tries = 0; tries < 600; ++tries) {
    if (::access((directory_ + "/.s.PGSQL." + port_).c_str(), F_OK) == 0) return;
    if (::waitpid(process_, nullptr, WNOHANG) == process_) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  process_ = -1;
  throw std::runtime_error("PgBouncer did not start:\n" + test::text_of_file(log));
}

Pgbouncer::~Pgbouncer() {
  if (process_ < 0) return;
  ::kill(process_, SIGTERM);
  ::waitpid(process_, nullptr, 0);
}

std::string Pgbouncer::url(const std::string& database) const {
  return "postgresql://limbeck@/" + database + "?host=" + directory_ + "&port=" + port_;
}

}  // namespace limbeck::tests
