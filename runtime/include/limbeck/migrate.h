// One call that brings a database up to date: what an app does when it starts.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <type_traits>
#include <typeinfo>
#include <vector>

#include "limbeck/error.h"
#include "limbeck/manifest.h"
#include "limbeck/migration_status.h"

struct sqlite3;

namespace limbeck {
inline namespace v1 {

/// What pqxx::connection looks like, in each version of libpqxx: this header needs none of them.
template <class Connection>
concept LooksLikePqxxConnection = !std::is_const_v<Connection> && requires(Connection & open) {
  open.backendpid();
  open.is_open();
  open.dbname();
};

/// A connection of the app's own, as its client library has it.
struct OpenConnection {
  std::string_view dialect;              ///< `postgresql`
  void* connection = nullptr;            ///< null: the database is named by a URL
  const std::type_info* type = nullptr;  ///< of what `connection` points to; null where it is C's
};

/// Where the database is: a URL, an open connection of the app's own (sqlite3*, pqxx::connection&),
/// or (empty) wherever LIMBECK_DATABASE_URL or else the target's DATABASE says.
class Database {
 public:
  Database() = default;
  Database(std::string_view url) : url_(url) {}    // NOLINT: migrate(history, "sqlite:shop.db")
  Database(const std::string& url) : url_(url) {}  // NOLINT
  Database(const char* url) : url_(url) {}         // NOLINT
  /// Stays the caller's, who closes it after; must not be in a transaction. Its settings are put
  /// back.
  Database(sqlite3* open) : open_{"sqlite", open} {}  // NOLINT
  /// The same for libpqxx: while it is used here no transaction object may be made of it, and what
  /// the app has set in the session (SET, SET ROLE) is put back after. Behind a transaction pooler,
  /// statements outside of transactions need a URL instead.
  template <LooksLikePqxxConnection Connection>
  Database(Connection& open)  // NOLINT
      : open_{"postgresql", std::addressof(open), &typeid(Connection)} {}

  const std::string& url() const { return url_; }
  const OpenConnection& open() const { return open_; }

 private:
  std::string url_;
  OpenConnection open_ = {};
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
    connecting,  ///< to the database
    waiting,     ///< for another process, or for sessions that use a table: `holder`, where known
    started,     ///< `revision` is about to be applied
    statement,   ///< one of its statements is about to run; not told where it is sent whole
    finished,    ///< `revision` was applied and committed
    done,        ///< the database is as it was to be; the last call, also at head
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
  std::size_t statement_index = 0;      ///< of the statement in its revision, from 0
  std::size_t statements = 0;           ///< of the revision
  std::string_view statement = {};      ///< its SQL; empty for a data migration
};

struct MigrateOptions {
  /// Any identifier that Alembic takes: `heads`, `+1`, an unambiguous prefix, a branch label …
  std::string target = "heads";
  /// LIMBECK_ON_LAUNCH (`upgrade`, `verify`, `wait`, `off`) comes before this one.
  OnLaunch on_launch = OnLaunch::upgrade;
  /// How long to wait for another process's migration; and after it, each time anew, for whatever
  /// else is in the way, such as another connection's lock on a SQLite database. (Of one that the
  /// caller opened, statements outside of transactions in C++ wait as its own busy handler says.)
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
  /// PostgreSQL: the role that the migration works as (SET ROLE), which then owns what it makes;
  /// empty is the one that connected. A revision that takes another has it until it ends.
  std::string role = {};
  /// PostgreSQL: the schemas in which names without one are found; new tables go to the first.
  /// Empty is as the role, the database and the URL have it. Every revision starts with it.
  std::vector<std::string> search_path = {};
  /// PostgreSQL behind a transaction pooler (PgBouncer's pool_mode = transaction), where who
  /// migrates is said by a row of limbeck_lease: how long who says nothing keeps its turn. So long
  /// the others wait for one that was killed; one that was stopped longer can write no more.
  std::chrono::milliseconds lease = std::chrono::seconds(15);
  /// The table that holds the revisions the database is at, and the schema of the ledger's tables,
  /// for databases that have some. Empty: as the target's VERSION_TABLE and VERSION_TABLE_SCHEMA
  /// say, else limbeck_version.
  std::string version_table = {};
  std::string version_table_schema = {};
  /// The table of what was run. Empty: the target's HISTORY_TABLE, else limbeck_history. Histories
  /// that share a database each need both tables.
  std::string history_table = {};
  /// Revisions whose change since they were applied is known and harmless.
  std::vector<std::string> accept_edited = {};
  /// What data migrations ask for by `connection.argument("key")`: the command line's `-x
  /// key=value` (and `--tag`, as "tag").
  std::map<std::string, std::string, std::less<>> arguments = {};
  /// Called from the thread that migrates; what it throws ends the run at a revision boundary.
  std::function<void(const Progress&)> on_progress = {};
  /// What is to follow the run for other threads' eyes, such as a probe's; must outlive it.
  MigrationStatus* status = nullptr;
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

}  // namespace v1
}  // namespace limbeck
