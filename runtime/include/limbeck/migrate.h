// One call that brings a database up to date: what an app does when it starts.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "limbeck/error.h"
#include "limbeck/manifest.h"

struct sqlite3;

namespace limbeck {

/// Where the database is: a URL, an open SQLite connection of the app's own, or (empty) wherever
/// LIMBECK_DATABASE_URL or else the target's DATABASE says.
class Database {
 public:
  Database() = default;
  Database(std::string_view url) : url_(url) {}    // NOLINT: migrate(history, "sqlite:shop.db")
  Database(const std::string& url) : url_(url) {}  // NOLINT
  Database(const char* url) : url_(url) {}         // NOLINT
  /// Stays the caller's, who closes it after; must not be in a transaction. Its settings are put
  /// back.
  Database(sqlite3* open) : sqlite_(open) {}  // NOLINT

  const std::string& url() const { return url_; }
  sqlite3* sqlite() const { return sqlite_; }

 private:
  std::string url_;
  sqlite3* sqlite_ = nullptr;
};

/// What a program does about its database when it starts.
enum class OnLaunch : unsigned char {
  upgrade,  ///< migrate it
  verify,   ///< refuse to start (Error::Code::behind) if it is behind
  wait,     ///< wait until another process has migrated it
  off,      ///< do not look
};

/// A step of a migration under way, for probes and progress bars.
struct Progress {
  enum class Kind : unsigned char {
    waiting,   ///< for another process: `holder`, where it is known
    started,   ///< `revision` is about to be applied
    finished,  ///< `revision` was applied and committed
  };
  Kind kind = Kind::waiting;
  std::string_view revision = {};
  std::string_view message = {};  ///< the revision's
  std::string_view revises = {};  ///< the first revision it follows, or empty
  bool downgrade = false;
  std::size_t index = 0;                ///< of the revision in this run, from 0
  std::size_t total = 0;                ///< revisions in this run
  std::chrono::nanoseconds duration{};  ///< of a finished revision
  std::string_view holder = {};         ///< whom the wait is for, or empty
};

struct MigrateOptions {
  /// Any identifier that Alembic takes: `heads`, `+1`, an unambiguous prefix, a branch label …
  std::string target = "heads";
  /// LIMBECK_ON_LAUNCH (`upgrade`, `verify`, `wait`, `off`) comes before this one.
  OnLaunch on_launch = OnLaunch::upgrade;
  /// How long to wait in all for other processes, be it for their migration or for a locked
  /// database.
  std::chrono::milliseconds lock_timeout = std::chrono::minutes(5);
  /// PostgreSQL: how long a statement may wait for a table while everybody who comes later waits
  /// behind it. The revision is then rolled back and tried again after a pause, for `lock_timeout`
  /// in all (its data migrations are called again). Zero: as the database has it, which also goes
  /// where the role, the database, the URL or the revision itself sets lock_timeout. Never for
  /// indexes that are built concurrently.
  std::chrono::milliseconds table_lock_timeout = std::chrono::seconds(2);
  /// PostgreSQL: how long one statement of a revision may run; zero is as the database has it.
  /// Never for indexes that are built concurrently.
  std::chrono::milliseconds statement_timeout{};
  /// The table that holds the revisions the database is at, and its schema, for databases that have
  /// some.
  std::string version_table = "limbeck_version";
  std::string version_table_schema = {};
  /// Revisions whose change since they were applied is known and harmless.
  std::vector<std::string> accept_edited = {};
  /// What data migrations ask for by `connection.argument("key")`: the command line's `-x key=value`
  /// (and `--tag`, as "tag").
  std::map<std::string, std::string, std::less<>> arguments = {};
  /// Called from the thread that migrates; what it throws ends the run at the next revision
  /// boundary.
  std::function<void(const Progress&)> on_progress = {};
  /// Asks to stop at the next safe point: Error::Code::interrupted.
  std::stop_token stop = {};
};

/// One revision that was run.
struct AppliedRevision {
  std::string id;
  std::string message;
  bool downgrade = false;
  std::chrono::nanoseconds duration{};
};

struct MigrationReport {
  std::vector<AppliedRevision> applied;  ///< by this call, in order
  std::vector<std::string> heads;        ///< the database's revisions now, sorted
  /// Revisions of the database that this program does not have, all recorded as compatible with
  /// older programs.
  std::vector<std::string> beyond;
};

/// Brings `database` to `options.target`. At head it costs one query and takes no lock. Any number
/// of processes may call it at once: one migrates, the others wait and go on. Each revision is a
/// transaction with its ledger rows. Throws limbeck::Error; what was applied before stays applied.
/// Safe to call from several threads.
MigrationReport migrate(const Manifest& manifest, const Database& database = {},
                        const MigrateOptions& options = {});

}  // namespace limbeck
