// An application with a history: launches once, or stamps its database, or measures itself.
//   launch_1000 URL [stamp | ROUNDS WHAT]
#include <cstdlib>
#include <string>
#include <vector>

#include "limbeck/migrator.h"
#include "tests/bench/launch/peer.h"
#include "tests/bench/runtime/measure.h"

extern const limbeck::Manifest bench_history;

int main(int argc, char** argv) {
  using namespace limbeck;
  const std::string url = argv[1];
  const std::string what = argc > 2 ? argv[2] : "";
  if (what == "stamp") {
    Migrator(bench_history, url).stamp("heads");
  } else if (!what.empty()) {
    std::vector<bench::Cost> own, peer;
    for (int i = std::atoi(what.c_str()); i > 0; --i) {
      peer.push_back(bench::cost([&] { bench::connect_and_select(url); }));
      own.push_back(bench::cost([&] { migrate(bench_history, url); }));
    }
    bench::compare(argv[3], own, "connect and one SELECT", peer);
  } else {
    migrate(bench_history, url);
  }
}
