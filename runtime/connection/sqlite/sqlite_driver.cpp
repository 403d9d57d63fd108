#include "runtime/connection/sqlite/sqlite_driver.h"

#include <sqlite3.h>

#include <cerrno>
#include <cstring>
#include <functional>
#include <optional>

#include "limbeck/error.h"
#include "migrations/sql/sqlite/sqlite_dialect.h"
#include "migrations/text/concat.h"
#include "runtime/connection/backend.h"
#include "runtime/connection/file_lock.h"
#include "runtime/connection/pause.h"
#include "runtime/connection/process.h"
#include "runtime/connection/sqlite/busy_wait.h"
#include "runtime/connection/sqlite/error_table.h"
#include "runtime/connection/sqlite/failure.h"
#include "runtime/connection/sqlite/objects.h"
#include "runtime/connection/sqlite/ordinary_table.h"
#include "runtime/connection/sqlite/settings.h"
#include "runtime/connection/sqlite/statement.h"

namespace limbeck::connection {
namespace {

std::string_view next_step_of(std::string_view code) {
  const NextStep* row = find_next_step(sqlite_next_steps, code, {});
  return row == nullptr ? std::string_view() : row->text;
}

class SqliteDriver final : public Driver {
 public:
  SqliteDriver(sqlite3* database, bool owned, std::string place)
      : database_(database), owned_(owned), place_(std::move(place)), objects_(database) {}
  ~SqliteDriver() override {
    waiting_.reset();
    if (owned_) sqlite3_close_v2(database_);
  }

  std::string_view dialect() const override { return "sqlite"; }
  const Backend& backend() const override { return sqlite_backend; }
  std::string place() const override { return place_; }

  void execute(std::string_view sql) override {
    while (!sql.empty()) run_first(sql);
  }

  std::int64_t execute(std::string_view sql, std::span<const SqlValue> parameters) override {
    Statement statement(database_, sql, parameters);
    // sqlite3_changes is left as it was by what changes no rows.
    std::int64_t before = sqlite3_total_changes64(database_);
    while (statement.step()) {
    }
    look_at_transaction();
    return sqlite3_total_changes64(database_) == before ? 0 : sqlite3_changes64(database_);
  }

  Rows query(std::string_view sql, std::span<const SqlValue> parameters) override {
    Statement statement(database_, sql, parameters);
    Rows out;
    int columns = statement.columns();
    for (int i = 0; i < columns; ++i) out.columns.emplace_back(statement.column_name(i));
    while (statement.step()) {
      std::vector<SqlValue>& row = out.rows.emplace_back();
      row.reserve(static_cast<std::size_t>(columns));
      for (int i = 0; i < columns; ++i) row.push_back(statement.value(i));
    }
    look_at_transaction();
    return out;
  }

  /// Not a temporary table's, nor that of another attached file.
  std::string_view unnamed_schema() const override { return "main"; }

  bool has_table(std::string_view schema, std::string_view table) override {
    std::string name(table);
    std::string attached(schema.empty() ? unnamed_schema() : schema);
    const int found =
        sqlite3_table_column_metadata(database_, attached.c_str(), name.c_str(), nullptr, nullptr,
                                      nullptr, nullptr, nullptr, nullptr);
    if (found != SQLITE_OK && (found & 0xff) != SQLITE_ERROR) throw failure(database_, {});
    if (found == SQLITE_OK) return true;
    // A view that cannot be read has no columns, and is there all the same.
    const SqlValue values[] = {name};
    return !query(concat({"SELECT 1 FROM ", sqlite_backend.sql().quote(attached),
                          ".sqlite_schema WHERE type IN ('table', 'view')"
                          " AND name = ?1 COLLATE NOCASE"}),
                  values)
                .rows.empty();
  }

  void require_ordinary(std::string_view schema, std::string_view table, bool change,
                        const WaitPolicy& wait_policy) override {
    patiently(wait_policy,
              [&] { require_ordinary_table(database_, schema, table, change, !owned_, place_); });
  }

  std::unique_ptr<Lock> lock(const WaitPolicy& wait_policy, const LeaseTerms&) override {
    const std::string path = lock_path();
    if (path.empty()) return nullptr;
    self_ = describe_process();
    return lock_file(path, file(), self_, wait_policy);
  }

  void begin(const WaitPolicy& wait_policy) override {
    if (in_transaction()) {
      throw Error(Error::Code::usage,
                  concat({"the connection to '", place_,
                          "' is in a transaction already; commit it before migrating"}));
    }
    // SQLite opens what it may not write for reading, and would say so only at the first change.
    if (sqlite3_db_readonly(database_, "main") == 1) {
      throw Error(Error::Code::connection,
                  concat({"the database '", place_,
                          "' cannot be migrated: it is read-only for this process"}))
          .with_sqlstate("SQLITE_READONLY")
          .with_next_step(std::string(next_step_of("SQLITE_READONLY")));
    }
    patiently(wait_policy, [&] { execute("BEGIN IMMEDIATE"); });
    ours_ = true;
    ended_ = false;
  }

  void commit(const WaitPolicy& wait_policy) override {
    ours_ = false;
    patiently(wait_policy, [&] { execute("COMMIT"); });
  }

  void rollback() noexcept override {
    ours_ = false;
    // Some failures have rolled back already.
    if (in_transaction()) sqlite3_exec(database_, "ROLLBACK", nullptr, nullptr, nullptr);
    objects_.forget();
  }

  void work_as(const SessionIdentity& identity) override {
    if (identity.role.empty() && identity.search_path.empty()) return;
    throw Error(Error::Code::usage,
                concat({"SQLite has no roles and no search path: the database '", place_,
                        "' cannot be migrated with either"}));
  }

  void run(std::string_view sql, const WaitPolicy& wait_policy) override {
    if (in_transaction()) return execute(sql);
    while (!sql.empty()) patiently(wait_policy, [&] { run_first(sql); });
  }

  void wait_for_others(const WaitPolicy& wait_policy) override {
    if (!owned_) return;
    WaitPolicy wait = wait_policy;
    if (wait_policy.on_wait)
      wait.on_wait = [this, notify = wait_policy.on_wait](const auto&) { notify(in_the_way()); };
    waiting_.emplace(database_, wait);
  }

  bool in_transaction() const override { return sqlite3_get_autocommit(database_) == 0; }

  void require_transaction() override {
    if (!ended_ && in_transaction()) return;
    throw Error(Error::Code::statement, "the transaction of the revision is not there any more");
  }
  bool ended_transaction() override { return ended_; }

  Rows read_table(std::string_view /*schema*/, std::string_view /*table*/, std::string_view sql,
                  const WaitPolicy& wait_policy) override {
    Rows rows;
    patiently(wait_policy, [&] { rows = query(sql, {}); });
    return rows;
  }

  std::unique_ptr<Lock> keep_settings() override { return keep_sqlite_settings(database_); }

  void stop_foreign_keys() override {
    // As PRAGMA foreign_keys=OFF, but for being silently ignored in a transaction.
    sqlite3_db_config(database_, SQLITE_DBCONFIG_ENABLE_FKEY, 0, nullptr);
  }

  std::vector<ForeignKeyViolation> broken_foreign_keys() override {
    return objects_.broken_foreign_keys();
  }
  void save_objects(std::string_view table, const std::vector<std::string>& columns) override {
    objects_.save(table, columns);
  }
  void restore_objects(std::string_view table) override { objects_.restore(table); }

 private:
  /// Tries until no other connection is in the way. SQLite's own busy handler is left to the
  /// connection's owner.
  void patiently(const WaitPolicy& wait_policy, const std::function<void()>& attempt) {
    for (int tries = 0;; ++tries) {
      try {
        return attempt();
      } catch (Error& error) {
        if (error.code() != Error::Code::locked) throw;
        if (tries == 0 && wait_policy.on_wait) wait_policy.on_wait(in_the_way());
        if (pause(wait_policy, tries)) continue;
        const std::string migrating = this->migrating();
        const std::string holder = migrating.empty() ? locking() : std::string();
        throw Error(Error::Code::locked,
                    concat({"the database '", place_, "' is locked by ",
                            holder.empty() ? "another connection" : holder, " (", error.what(), ")",
                            migrating.empty() ? "" : "; it is being migrated by " + migrating}))
            .with_statement(error.statement())
            .with_sqlstate(error.sqlstate())
            .with_next_step(error.next_step())
            .worth_retrying();
      }
    }
  }

  /// Runs the first of the statements, and leaves the others; all of them where it fails.
  void run_first(std::string_view& sql) {
    Statement statement(database_, sql);
    while (statement.step()) {
    }
    look_at_transaction();
    sql = statement.rest();
  }

  /// After a statement that did not fail: failures roll back, a COMMIT does not.
  void look_at_transaction() { ended_ = ended_ || (ours_ && !in_transaction()); }

  /// Empty for a database in memory.
  std::string file() const {
    const char* name = sqlite3_db_filename(database_, "main");
    return name == nullptr ? std::string() : name;
  }
  std::string lock_path() const {
    const std::string name = file();
    return name.empty() ? std::string() : name + "-limbeck";
  }

  /// Another process that migrates this database, or an empty text.
  std::string migrating() const {
    const std::string file = lock_path();
    std::string holder = file.empty() ? std::string() : holder_of(file);
    return holder == self_ ? std::string() : holder;
  }

  /// Other processes that have locks on this database's file; empty where none can be seen.
  std::string locking() const {
    const std::string name = file();
    return name.empty() ? std::string() : file_holders(name);
  }

  std::string in_the_way() const {
    std::string holder = migrating();
    return holder.empty() ? locking() : holder;
  }

  sqlite3* database_;
  bool owned_;
  bool ours_ = false;   ///< a transaction that `begin` began is meant to be open
  bool ended_ = false;  ///< and a statement has ended it
  std::string self_;    ///< as this process is named to those who wait for it
  std::string place_;
  std::optional<BusyWait> waiting_;
  SqliteObjects objects_;
};

[[noreturn]] void cannot_open(const Url& url, sqlite3* database, int result) {
  std::string reason = database == nullptr ? sqlite3_errstr(result) : sqlite3_errmsg(database);
  int system = database == nullptr ? 0 : sqlite3_system_errno(database);
  if (system != 0) reason += std::string(": ") + std::strerror(system);
  sqlite3_close_v2(database);
  if (system == ENOENT && url.mode == Url::Mode::create) {
    reason += "; its directory must exist";
  }
  const std::string_view code = result_code_name(result);
  const std::string_view step = next_step_of(code);
  throw Error(Error::Code::connection,
              concat({"cannot open the database '", url.shown, "': ", reason, " (", code, ")",
                      step.empty() ? "" : "\n  what to do: ", step}))
      .with_sqlstate(std::string(code))
      .with_next_step(std::string(step))
      .at_place(url.shown);
}

}  // namespace

std::unique_ptr<Driver> open_sqlite(const Url& url) {
  // One thread at a time uses a connection, so SQLite needs no mutexes of its own.
  int flags = url.mode == Url::Mode::read_only    ? SQLITE_OPEN_READONLY
              : url.mode == Url::Mode::read_write ? SQLITE_OPEN_READWRITE
                                                  : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  sqlite3* database = nullptr;
  // An absolute or dotted path, so that no name is taken for a `file:` URI or for `:memory:`.
  std::string path = url.path.empty() ? ":memory:" : url.path;
  if (!url.path.empty() && url.path.front() != '/') path = "./" + url.path;
  int result = sqlite3_open_v2(path.c_str(), &database,
                               flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
  if (result != SQLITE_OK) cannot_open(url, database, result);
  sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_FKEY, 1, nullptr);
  distrust_file(database);
  return std::make_unique<SqliteDriver>(database, true, url.shown);
}

std::unique_ptr<Driver> use_sqlite(sqlite3* database) {
  if (database == nullptr) throw Error(Error::Code::usage, "the connection to migrate is null");
  const char* file = sqlite3_db_filename(database, "main");
  return std::make_unique<SqliteDriver>(database, false,
                                        file == nullptr || *file == '\0' ? ":memory:" : file);
}

namespace {

std::unique_ptr<Driver> use(void* open, const std::type_info* type) {
  if (type != nullptr) throw Error(Error::Code::usage, "SQLite's connections are sqlite3*");
  return use_sqlite(static_cast<sqlite3*>(open));
}

}  // namespace

}  // namespace limbeck::connection

constinit const limbeck::connection::Backend limbeck::sqlite_backend = {
    "sqlite", limbeck::connection::open_sqlite, limbeck::connection::use,
    limbeck::sql::sqlite_dialect};
