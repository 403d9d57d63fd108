// limbeck::migrate, which an application calls when it starts to bring its database up to date.
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

/// Recognises pqxx::connection of every version of libpqxx without including its header.
template <class Connection>
concept LooksLikePqxxConnection = !std::is_const_v<Connection> && requires(Connection & open) {
  open.backendpid();
  open.is_open();
  open.dbname();
};

/// A connection that the application has opened. Database makes it.
struct OpenConnection {
  std::string_view dialect;              ///< `postgresql`
  void* connection = nullptr;            ///< null if the database is given by a URL
  const std::type_info* type = nullptr;  ///< of what `connection` points to; null for a C type
};

/// The database to migrate: a URL, or a connection that the application has opened (sqlite3*,
/// pqxx::connection&). If empty, the URL is LIMBECK_DATABASE_URL or else the target's DATABASE.
class Database {
 public:
  Database() = default;
  Database(std::string_view url) : url_(url) {}    // NOLINT: migrate(history, "sqlite:shop.db")
  Database(const std::string& url) : url_(url) {}  // NOLINT
  Database(const char* url) : url_(url) {}         // NOLINT
  /// The caller keeps the ownership, and must not be in a transaction. limbeck restores the
  /// connection's settings.
  Database(sqlite3* open) : open_{"sqlite", open} {}  // NOLINT
  /// The same for libpqxx. While limbeck uses the connection, no transaction object of it may
  /// exist. What the application has set in the session (SET, SET ROLE) is restored. Behind a
  /// transaction pooler, statements outside of transactions need a URL instead.
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
  verify,   ///< throw Error::Code::behind if it is behind
  wait,     ///< wait until another process has migrated it
  off,      ///< do nothing
};

/// A step of a running migration, for probes and progress bars. The texts are valid during the call
/// only.
struct Progress {
  enum class Kind : unsigned char {
    connecting,  ///< to the database
    waiting,     ///< for another process, or for sessions that use a table: `holder`, if known
    started,     ///< `revision` is about to be applied
    statement,   ///< one of its statements is about to run; not reported for a batch
    finished,    ///< `revision` was applied and committed
    done,        ///< the database is at its target; the last call, also if nothing was applied
  };
  Kind kind = Kind::waiting;
  std::string_view revision = {};
  std::string_view message = {};  ///< of the revision
  std::string_view revises = {};  ///< the first revision it follows, or empty
  bool downgrade = false;
  std::size_t index = 0;                ///< of the revision in this run, from 0
  std::size_t total = 0;                ///< revisions in this run
  std::chrono::nanoseconds duration{};  ///< of a finished revision
  std::string_view holder = {};         ///< the process or session to wait for, or empty
  std::size_t statement_index = 0;      ///< of the statement in its revision, from 0
  std::size_t statements = 0;           ///< of the revision
  std::string_view statement = {};      ///< its SQL; empty for a data migration
};

/// Options of limbeck::migrate and Migrator. All of them have useful defaults.
struct MigrateOptions {
  /// Any identifier that Alembic takes: `heads`, `+1`, an unambiguous prefix, a branch label …
  std::string target = "heads";
  /// The environment variable LIMBECK_ON_LAUNCH (`upgrade`, `verify`, `wait`, `off`) overrides it.
  OnLaunch on_launch = OnLaunch::upgrade;
  /// How long to wait for the migration of another process, and then, each time again, for other
  /// locks, such as that of another connection on a SQLite database. (On a connection that the
  /// caller opened, statements of C++ data migrations outside of transactions wait as its own busy
  /// handler says.)
  std::chrono::milliseconds lock_timeout = std::chrono::minutes(5);
  /// PostgreSQL: how long a statement may wait for the lock of a table, while all later queries
  /// wait behind it. The revision is then rolled back and tried again after a pause, for
  /// `lock_timeout` in total (its data migrations are called again). With zero, the database's
  /// setting applies, as it does if the role, the database, the URL or the revision sets
  /// lock_timeout. It never applies to indexes that are built concurrently.
  std::chrono::milliseconds table_lock_timeout = std::chrono::seconds(2);
  /// PostgreSQL: how long one statement of a revision may run. With zero, the database's setting
  /// applies. It never applies to indexes that are built concurrently.
  std::chrono::milliseconds statement_timeout{};
  /// PostgreSQL: the role of the migration (SET ROLE), which owns what it creates. If empty, it is
  /// the role that connects. A revision that sets another role keeps it until the revision ends.
  std::string role = {};
  /// PostgreSQL: the search_path, with which every revision starts. New tables are created in the
  /// first schema. If empty, the setting of the role, the database or the URL applies.
  std::vector<std::string> search_path = {};
  /// PostgreSQL behind a transaction pooler (PgBouncer's pool_mode = transaction): how long the
  /// lease of a migrating process, a row of limbeck_lease, is valid without being renewed. Other
  /// processes wait so long for a process that was killed, and a process that was suspended for
  /// longer can write no more.
  std::chrono::milliseconds lease = std::chrono::seconds(15);
  /// The version table, and the schema of the ledger's tables on databases with schemas. If empty,
  /// those of the target's VERSION_TABLE and VERSION_TABLE_SCHEMA, or else limbeck_version.
  std::string version_table = {};
  std::string version_table_schema = {};
  /// The history table. If empty, that of the target's HISTORY_TABLE, or else limbeck_history. Each
  /// of several histories in one database needs both tables.
  std::string history_table = {};
  /// Revisions whose files were edited after they were applied, and which are accepted
  /// nevertheless.
  std::vector<std::string> accept_edited = {};
  /// The values of `connection.argument("key")` in data migrations. On the command line, these are
  /// `-x key=value`, and `--tag` as "tag".
  std::map<std::string, std::string, std::less<>> arguments = {};
  /// Called in the thread that migrates. An exception of it ends the run between two revisions.
  std::function<void(const Progress&)> on_progress = {};
  /// Is updated during the run, for other threads such as that of a probe. Must outlive the run.
  MigrationStatus* status = nullptr;
  /// Stops the run at the next safe point, with Error::Code::interrupted.
  std::stop_token stop = {};
};

/// One revision that was run.
struct AppliedRevision {
  std::string id;
  std::string message;
  bool downgrade = false;
  std::chrono::nanoseconds duration{};
};

/// The result of a migration.
struct MigrationReport {
  std::vector<AppliedRevision> applied;  ///< by this call, in order
  std::vector<std::string> heads;        ///< the current revisions of the database, sorted
  /// Revisions of the database that this program does not have. All of them are compatible with
  /// older programs.
  std::vector<std::string> beyond;
};

/// Brings `database` to `options.target`. If it is there already, this is one query without a lock.
/// Any number of processes and threads may call it at the same time: one of them migrates, and the
/// others wait until it is done. Each revision is one transaction, together with its rows of the
/// ledger. Throws limbeck::Error; revisions that were applied before stay applied.
MigrationReport migrate(const Manifest& manifest, const Database& database = {},
                        const MigrateOptions& options = {});

}  // namespace v1
}  // namespace limbeck
