// launch_bench DIRECTORY [ROUNDS]: the programs of this folder, in turns, on databases at head.
#include <spawn.h>
#include <sys/wait.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/bench/runtime/measure.h"
#include "tests/servers/postgresql_server.h"

extern char** environ;

namespace limbeck::bench {
namespace {

void run(std::vector<std::string> arguments) {
  std::vector<char*> argv;
  for (std::string& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  pid_t process = 0;
  int status = 0;
  if (::posix_spawn(&process, argv[0], nullptr, nullptr, argv.data(), environ) != 0 ||
      ::waitpid(process, &status, 0) != process || status != 0)
    throw std::runtime_error("failed: " + arguments[0]);
}

void measure(const std::string& directory, const std::string& dialect, const std::string& url,
             const std::string& count, int rounds) {
  const std::string program = directory + "/launch_" + count;
  const std::string name = dialect + ", " + count + " revisions, ";
  run({program, url, "stamp"});
  run({program, url, std::to_string(rounds * 4), name + "in the process"});
  std::vector<Cost> own, peer;
  for (int i = 0; i < rounds; ++i) {
    peer.push_back(cost([&] { run({directory + "/launch_peer", url}); }));
    own.push_back(cost([&] { run({program, url}); }));
  }
  compare((name + "whole process").c_str(), own, "connect and one SELECT", peer);
}

}  // namespace
}  // namespace limbeck::bench

int main(int, char** argv) {
  using namespace limbeck;
  const std::string directory = argv[1];
  const int rounds = argv[2] != nullptr ? std::atoi(argv[2]) : 100;
  for (const char* count : {"10", "1000", "10000"}) {
    const std::string file = directory + "/launch_" + count + ".db";
    std::filesystem::remove(file);
    bench::measure(directory, "sqlite", "sqlite:" + file, count, rounds);
    std::filesystem::remove(file);
    if (tests::PostgresqlServer::get() == nullptr) continue;
    bench::measure(directory, "postgresql", tests::PostgresqlServer::get()->new_database(), count,
                   rounds);
  }
}
