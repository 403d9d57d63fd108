// dispatch: a service that runs the jobs of its queues. It migrates its database when it starts,
// however many of it start at once.
#include <dispatch_migrations.h>
#include <limbeck/error.h>
#include <limbeck/migrate.h>

#include <cstdio>
#include <cstdlib>
#include <string>

#include "jobs.h"

int main(int argc, char** argv) {
  const char* url = std::getenv("DISPATCH_DATABASE");
  if (url == nullptr) url = "postgresql:///dispatch";
  try {
    limbeck::migrate(dispatch_migrations, url);
  } catch (const limbeck::Error& error) {
    std::fprintf(stderr, "dispatch: %s\n", error.what());
    return 1;
  }

  try {
    pqxx::connection database(url);
    const std::string command = argc > 1 ? argv[1] : "work";
    if (command == "submit" && argc == 4) {
      std::printf("job %lld\n", dispatch::submit(database, argv[2], argv[3]));
    } else if (command == "work" && argc <= 2) {
      while (dispatch::work(database)) continue;
      std::fputs(dispatch::summary(database).c_str(), stdout);
    } else {
      std::fputs("usage: dispatch [work] | dispatch submit QUEUE JSON\n", stderr);
      return 2;
    }
  } catch (const std::exception& error) {
    std::fprintf(stderr, "dispatch: %s\n", error.what());
    return 1;
  }
  return 0;
}
