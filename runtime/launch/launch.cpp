// What a program does about its database when it starts.
#include <cstdlib>

#include "limbeck/migrate.h"
#include "runtime/connection/file_lock.h"
#include "runtime/launch/database.h"
#include "runtime/migrator/engine.h"
#include "runtime/migrator/messages.h"

namespace limbeck {
namespace {

OnLaunch policy(const MigrateOptions& options) {
  const char* text = std::getenv("LIMBECK_ON_LAUNCH");
  if (text == nullptr || *text == '\0') return options.on_launch;
  std::string_view asked = text;
  if (asked == "upgrade") return OnLaunch::upgrade;
  if (asked == "verify") return OnLaunch::verify;
  if (asked == "wait") return OnLaunch::wait;
  if (asked == "off") return OnLaunch::off;
  throw Error(Error::Code::usage, "LIMBECK_ON_LAUNCH is '" + std::string(asked) +
                                      "'; it can be upgrade, verify, wait or off");
}

std::string behind(const migrator::Engine& engine, const std::vector<std::string>& pending) {
  return "the database '" + engine.place() + "' is behind this program by " +
         std::to_string(pending.size()) + (pending.size() == 1 ? " revision: " : " revisions: ") +
         migrator::listed(pending);
}

MigrationReport verify(migrator::Engine& engine, std::string_view target) {
  migrator::Position position = engine.position(target);
  if (position.pending.empty())
    return {.applied = {}, .heads = position.rows, .beyond = position.beyond};
  throw Error(Error::Code::behind,
              behind(engine, position.pending) +
                  "; migrate it first (LIMBECK_ON_LAUNCH=verify forbids this program to)");
}

MigrationReport wait(migrator::Engine& engine, std::string_view target) {
  connection::Patience patience = engine.patience();
  for (int tries = 0;; ++tries) {
    migrator::Position position = engine.position(target);
    if (position.pending.empty())
      return {.applied = {}, .heads = position.rows, .beyond = position.beyond};
    if (tries == 0 && patience.on_wait) patience.on_wait({});
    if (!connection::pause(patience, tries)) {
      throw Error(Error::Code::behind, behind(engine, position.pending) +
                                           "; no other process migrated it while this one waited")
          .worth_retrying();
    }
  }
}

}  // namespace

MigrationReport migrate(const Manifest& manifest, const Database& database,
                        const MigrateOptions& options) {
  OnLaunch on_launch = policy(options);
  if (on_launch == OnLaunch::off) return {};
  migrator::Engine engine(manifest, launch::open(manifest, database), options);
  switch (on_launch) {
    case OnLaunch::verify:
      return verify(engine, options.target);
    case OnLaunch::wait:
      return wait(engine, options.target);
    default:
      return engine.move(history::Direction::upgrade, options.target);
  }
}

}  // namespace limbeck
