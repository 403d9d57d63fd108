// What the migrator needs of a database beyond running statements. One implementation a database,
// in a folder of its own; nothing above this header names a database or includes a client library.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "limbeck/connection.h"
#include "limbeck/error.h"
#include "runtime/connection/own_statement.h"

namespace limbeck::connection {

struct Backend;

/// How long to wait for other processes, and what may end it sooner.
struct WaitPolicy {
  using Clock = std::chrono::steady_clock;
  Clock::time_point deadline = Clock::time_point::max();
  std::stop_token stop = {};
  /// Called when the wait starts and whenever the holder changes; `holder` is empty where no
  /// process knows.
  std::function<void(const std::string& holder)> on_wait = {};

  /// A deadline; far ahead is for ever, where adding it could overflow.
  static Clock::time_point in(std::chrono::milliseconds length) {
    return length > std::chrono::hours(24 * 365) ? Clock::time_point::max() : Clock::now() + length;
  }
};

/// Held from construction to destruction.
class Lock {
 public:
  virtual ~Lock() = default;

 protected:
  Lock() = default;
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;
};

/// How long a statement of a revision may take; zero is for ever, or as the database has it.
struct Limits {
  std::chrono::milliseconds lock{};       ///< wait for a lock that others then wait behind
  std::chrono::milliseconds statement{};  ///< run
};

/// As whom, and in which schemas, a migration works, as the dialect writes names; empty as the
/// database has it.
struct SessionIdentity {
  std::string role;
  std::string search_path;  ///< `"shop", "public"`
};

/// What says who migrates where the lock cannot be one of a session: a table, made for it.
struct LeaseTerms {
  std::string table = "limbeck_lease";            ///< with its schema, as the dialect writes it
  std::string table_literal = "'limbeck_lease'";  ///< the same as a text of SQL
  /// Whoever says nothing for so long, and has no transaction open, has lost it.
  std::chrono::milliseconds term = std::chrono::seconds(15);
};

/// Sees what a connection waits for, from the outside, as long as it lives.
class BlockerWatch {
 public:
  virtual ~BlockerWatch() = default;
  /// Those that were last seen in the way, for people; empty if none were.
  virtual std::string blockers() = 0;

 protected:
  BlockerWatch() = default;
  BlockerWatch(const BlockerWatch&) = delete;
  BlockerWatch& operator=(const BlockerWatch&) = delete;
};

/// A transaction that is sent whole, between its BEGIN and its COMMIT.
struct Batch {
  /// Quoted, with their schema; `before_writing` has seen them.
  std::string version_table, history_table;
  /// The version table's rows: an error unless it has exactly these when the transaction begins,
  /// and those at its end.
  std::vector<std::string> before, after;
  std::vector<std::string_view> statements;  ///< a revision's
  std::vector<OwnStatement> records;         ///< with the session's settings again
  /// Another transaction follows at once, whose commit takes this one to the disk with it.
  bool more_follow = false;
};

/// A row whose foreign key finds no parent.
struct ForeignKeyViolation {
  std::string table;
  std::string row;  ///< how the database names the row: SQLite's rowid; empty where it has none
  std::string parent;
  std::string columns;  ///< of the key, for the message: `author_id`
  auto operator<=>(const ForeignKeyViolation&) const = default;
};

/// An open connection as the migrator uses it. Not thread-safe. Failures are limbeck::Error.
class Driver : public Connection {
 public:
  using Arguments = std::map<std::string, std::string, std::less<>>;
  void set_arguments(Arguments arguments) { arguments_ = std::move(arguments); }
  std::optional<std::string_view> argument(std::string_view key) const override {
    const auto found = arguments_.find(key);
    if (found == arguments_.end()) return std::nullopt;
    return found->second;
  }

  virtual const Backend& backend() const = 0;
  /// The database as messages name it: a path, or `host:port/name`; never a password.
  virtual std::string place() const = 0;
  /// The server's version in PostgreSQL's numbering (150018); 0 where it does not matter or is not
  /// known.
  virtual int server_version() const { return 0; }
  /// As whom it is connected, in quotes, for messages; empty where the database has no roles.
  virtual std::string role() const { return {}; }
  /// Asks the database what can be known more of its error: the next step, whether it is worth
  /// trying again. Never throws.
  virtual void look_closer(Error& /*error*/) noexcept {}
  /// A statement of limbeck's own: the functions, operators and types that it names are the
  /// database's own, whatever the session's schemas hold, and its tables are named with their
  /// schema. `execute` and `query` are for those of revisions and applications. Several with a
  /// semicolon between go in one round trip. Returns the number of rows that the last one changed.
  virtual std::int64_t execute_own(std::string_view sql) { return execute(sql, {}); }
  virtual Rows query_own(std::string_view sql) { return query(sql); }
  /// Runs a query that reads `table`, one of limbeck's own, if that is a table: whatever else
  /// stands under its name, a view for example, would run what others wrote. An empty schema is
  /// wherever the session finds the table. Waits as `wait_policy` says while another process keeps
  /// readers out.
  virtual Rows read_table(std::string_view schema, std::string_view table, std::string_view sql,
                          const WaitPolicy& wait_policy) = 0;
  /// The same where `sql` selects one column of texts, `column`, of all rows: what a launch at head
  /// reads, so that a database may have something cheaper for it than the query.
  virtual Rows read_column(std::string_view schema, std::string_view table,
                           std::string_view /*column*/, std::string_view sql,
                           const WaitPolicy& wait_policy) {
    return read_table(schema, table, sql, wait_policy);
  }
  /// Returns SQL for the beginning of a transaction that writes `tables` (quoted, with their
  /// schema). The SQL fails unless each table is limbeck's own; `require_rights` then reports which
  /// one is not, and why. `seen`: an earlier transaction has passed this check, so the SQL looks
  /// only for what may have been added since. Returns nothing if other users cannot create the
  /// tables.
  virtual std::string before_writing(std::span<const std::string> /*tables*/, bool /*seen*/) {
    return {};
  }
  /// Whether `table` exists; an empty schema is the connection's default one.
  virtual bool has_table(std::string_view schema, std::string_view table) = 0;
  /// The same, of a table that a query has just failed to read with `error`, wherever the query
  /// looked for it. Throws where that is not known, for want of a right or of the schema.
  virtual bool has_ledger(std::string_view schema, std::string_view table, const Error& /*error*/) {
    return has_table(schema, table);
  }
  /// Throws, with what mends it, where this connection may not read (with `change`: may not write)
  /// the table, is shown some of its rows only, or where it is none that limbeck reads or writes.
  /// Outside of transactions.
  virtual void require_rights(std::string_view /*schema*/, std::string_view /*table*/,
                              bool /*change*/) {}
  /// Whether `error` may come of a right that is missing on limbeck's tables, or is that of
  /// `before_writing`: `require_rights` then says more.
  virtual bool refuses_ledger(const Error& /*error*/) const { return false; }
  /// Throws, saying what is there, where `table` is something else than an ordinary table of this
  /// ledger, so that reading it (with `change`: writing it) would run what others have written into
  /// the database: before it is read or written. Does nothing where it is not there. Waits as
  /// `wait_policy` says while another process keeps readers out.
  virtual void require_ordinary(std::string_view /*schema*/, std::string_view /*table*/,
                                bool /*change*/, const WaitPolicy& /*wait_policy*/) {}
  /// The schema that `table` is in, or else would be made in, when it is named without one; empty
  /// where names without a schema always mean the same. Throws where there is none.
  virtual std::string schema_of(std::string_view /*table*/) { return {}; }
  /// SQL for the schema of a table that is named without one, where the name alone could be found
  /// elsewhere first.
  virtual std::string_view unnamed_schema() const { return {}; }

  /// Keeps every other migrating process out until the result is destroyed, or the connection is.
  /// Safe to be killed under: the operating system or the database releases it. Null where the
  /// database has no such lock (in memory); each transaction excludes other writers in any case.
  /// Where it was lost all the same, no transaction begins any more: Error::Code::locked.
  /// Throws Error::Code::locked past the deadline, naming the holder, and Error::Code::interrupted.
  virtual std::unique_ptr<Lock> lock(const WaitPolicy& wait_policy,
                                     const LeaseTerms& lease = {}) = 0;

  /// While the lock is held: for what the caller runs outside of transactions by other means than
  /// `run`, within the limit of statements. No transaction may begin meanwhile.
  virtual std::unique_ptr<Lock> guard_statement() { return nullptr; }

  /// Throws Error::Code::usage where this connection cannot run a revision's statements outside of
  /// transactions, before anything is done that would leave one half applied.
  virtual void check_runs_outside() {}

  /// From now on, each statement that another connection blocks waits for it, as long as the wait
  /// policy says. Does nothing if the database waits for locks itself, or if the application owns
  /// the connection, because the application then decides how long it waits.
  virtual void wait_for_others(const WaitPolicy&) {}

  /// Starts a transaction that no other writer can stand beside. Waits as `wait_policy` says.
  virtual void begin(const WaitPolicy& wait_policy) = 0;
  virtual void commit(const WaitPolicy& wait_policy) = 0;
  /// Does nothing outside a transaction; never throws.
  virtual void rollback() noexcept = 0;
  virtual bool in_transaction() const = 0;
  /// Before limbeck's own records, once a transaction: throws unless the transaction that `begin`
  /// began is still the one under way, whatever a revision's statements did.
  virtual void require_transaction() {}
  /// Whether a statement has ended that transaction, so that what stood before it is not rolled
  /// back. To be asked after a statement, or after what failed, before `rollback`.
  virtual bool ended_transaction() { return false; }

  /// From the first statement on. Throws Error::Code::usage where the database has neither.
  virtual void work_as(const SessionIdentity& identity) = 0;
  /// For a statement that is about to wait for others; null where the database cannot be asked.
  virtual std::unique_ptr<BlockerWatch> watch_blockers() { return nullptr; }

  /// Holds from now on for what `run` and `execute_batch` run.
  virtual void set_limits(const Limits&) {}
  /// Runs one statement of a revision's script, with the limits that suit it.
  virtual void run(std::string_view sql, const WaitPolicy&) { execute(sql); }
  /// Whether a revision failed only because it gave way to other sessions (it waited too long for a
  /// table, or stood in a deadlock), so that all of it may be tried again after a pause.
  virtual bool is_transient(const Error&) const { return false; }

  /// Whether transactions can be sent whole, changes of the schema among them.
  virtual bool supports_batches() const { return false; }
  /// Runs a whole transaction in one round trip. False, and nothing done, where the statements have
  /// a BEGIN, COMMIT or the like of their own; then the caller sends them one by one. On an Error
  /// it has been rolled back.
  virtual bool execute_batch(const Batch&) { return false; }
  /// What a query ends with that keeps the rows it reads from others until the transaction ends.
  virtual std::string_view keeping_rows() const { return {}; }
  /// An SQL expression for the seconds since the transaction began, for such `records`.
  virtual std::string seconds_since_begin() const { return "NULL"; }

  /// The session's settings that a revision may change and must not leave changed (SQLite:
  /// enforcement of foreign keys, legacy_alter_table), put back when the result is destroyed.
  virtual std::unique_ptr<Lock> keep_settings() { return nullptr; }
  /// The same at once, in the revision's last transaction: limbeck's own statements come next.
  virtual void restore_settings() {}
  /// Leaves the role that a revision took until the transaction ends: limbeck's own statements come
  /// next, and then the revision goes on.
  virtual void reset_role() {}
  /// Turns the enforcement of foreign keys off. Only heard outside a transaction.
  virtual void stop_foreign_keys() {}
  /// Rows that break a foreign key, for databases where enforcement can be turned off.
  virtual std::vector<ForeignKeyViolation> broken_foreign_keys() { return {}; }

  /// Remembers what belongs to `table` and would be dropped with it, though no schema knows it
  /// (SQLite's triggers and hand-made indexes), and makes again what is gone of that. Throws
  /// limbeck::Error, naming it, where the table has a column that is none of `columns`: that would
  /// be lost.
  virtual void save_objects(std::string_view /*table*/,
                            const std::vector<std::string>& /*columns*/) {}
  virtual void restore_objects(std::string_view /*table*/) {}

 private:
  Arguments arguments_;
};

}  // namespace limbeck::connection
