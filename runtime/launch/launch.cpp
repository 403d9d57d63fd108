// What a program does about its database when it starts.
#include <cstdlib>

#include "limbeck/migrate.h"
#include "migrations/text/concat.h"
#include "runtime/connection/pause.h"
#include "runtime/launch/database.h"
#include "runtime/launch/report.h"
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
  throw Error(Error::Code::usage, concat({"LIMBECK_ON_LAUNCH is '", asked,
                                          "'; it can be upgrade, verify, wait or off"}));
}

std::string behind(const migrator::Engine& engine, const std::vector<std::string>& pending) {
  return concat({"the database '", engine.place(), "' is behind this program by ",
                 std::to_string(pending.size()),
                 pending.size() == 1 ? " revision: " : " revisions: ", migrator::listed(pending)});
}

/// Another process may be at it, so that starting again may help.
Error half_applied(migrator::Engine& engine, const migrator::Position& position) {
  const ledger::Entry& half = *position.half_applied;
  return migrator::half_applied(engine.place(), half, engine.find(half.revision)).worth_retrying();
}

MigrationReport verify(migrator::Engine& engine, std::string_view target) {
  migrator::Position position = engine.position(target);
  if (position.is_reached())
    return {.applied = {}, .heads = position.rows, .beyond = position.beyond};
  if (position.pending.empty()) throw half_applied(engine, position);
  throw Error(Error::Code::behind,
              behind(engine, position.pending) +
                  "; migrate it first (LIMBECK_ON_LAUNCH=verify forbids this program to)");
}

MigrationReport wait(migrator::Engine& engine, std::string_view target) {
  connection::WaitPolicy wait_policy = engine.wait_policy();
  for (int tries = 0;; ++tries) {
    migrator::Position position = engine.position(target);
    if (position.is_reached())
      return {.applied = {}, .heads = position.rows, .beyond = position.beyond};
    if (tries == 0 && wait_policy.on_wait) wait_policy.on_wait({});
    if (!connection::pause(wait_policy, tries, connection::for_a_migration)) {
      if (position.pending.empty()) throw half_applied(engine, position);
      throw Error(Error::Code::behind, behind(engine, position.pending) +
                                           "; no other process migrated it while this one waited")
          .worth_retrying();
    }
  }
}

MigrationReport follow(OnLaunch on_launch, migrator::Engine& engine, std::string_view target) {
  switch (on_launch) {
    case OnLaunch::verify:
      return verify(engine, target);
    case OnLaunch::wait:
      return wait(engine, target);
    default:
      return engine.move(history::Direction::upgrade, target);
  }
}

}  // namespace

MigrationReport v1::migrate(const Manifest& manifest, const Database& database,
                            const MigrateOptions& options) {
  return launch::report_failure(options, [&]() -> MigrationReport {
    const OnLaunch on_launch = policy(options);
    MigrationReport report;
    if (on_launch != OnLaunch::off) {
      launch::notify(options, Progress::Kind::connecting);
      migrator::Engine engine(manifest, launch::open(manifest, database), options,
                              migrator::upgrades);
      report = follow(on_launch, engine, options.target);
    }
    launch::notify(options, Progress::Kind::done);
    return report;
  });
}

}  // namespace limbeck
