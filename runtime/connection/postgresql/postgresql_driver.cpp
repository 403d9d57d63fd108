#include "runtime/connection/postgresql/postgresql_driver.h"

#include <atomic>
#include <functional>
#include <optional>
#include <utility>

#include "limbeck/error.h"
#include "migrations/sql/postgresql/own_names.h"
#include "migrations/sql/postgresql/postgresql.h"
#include "migrations/text/concat.h"
#include "runtime/connection/backend.h"
#include "runtime/connection/postgresql/advisory_lock.h"
#include "runtime/connection/postgresql/blocker_watch.h"
#include "runtime/connection/postgresql/conninfo.h"
#include "runtime/connection/postgresql/error_table.h"
#include "runtime/connection/postgresql/failure.h"
#include "runtime/connection/postgresql/lease_guard.h"
#include "runtime/connection/postgresql/pinned_settings.h"
#include "runtime/connection/postgresql/prepared_statements.h"
#include "runtime/connection/postgresql/rights.h"
#include "runtime/connection/postgresql/session.h"
#include "runtime/connection/postgresql/settings.h"
#include "runtime/connection/postgresql/statement_words.h"
#include "runtime/connection/postgresql/table_check.h"
#include "runtime/connection/postgresql/timeouts.h"
#include "runtime/connection/postgresql/values.h"

namespace limbeck::connection {
namespace {

using sql::postgresql::look_as_before;
using sql::postgresql::look_in_catalog;
using sql::postgresql::look_in_catalog_at_once;

/// A savepoint is there for as long as the transaction it was made in, and no longer, whatever a
/// revision's SQL hides a COMMIT in: the one certain sign that a transaction is still the same one.
constexpr const char* mark_transaction = "SAVEPOINT limbeck_revision;\n";
constexpr const char* require_mark =
    "RELEASE SAVEPOINT limbeck_revision; SAVEPOINT limbeck_revision;\n";
constexpr const char* release_mark = "RELEASE SAVEPOINT limbeck_revision;\n";
constexpr const char* return_to_mark = "ROLLBACK TO SAVEPOINT limbeck_revision";

class PostgresqlDriver final : public Driver {
 public:
  explicit PostgresqlDriver(const Url& url) : PostgresqlDriver(parse_conninfo(url.text)) {}

  explicit PostgresqlDriver(const Conninfo& parsed)
      : conninfo_(parsed.text),
        place_(parsed.place),
        several_hosts_(parsed.several_hosts),
        settings_(false) {
    try {
      connected(place_, [&] { session_ = std::make_shared<Session>(conninfo_); });
    } catch (const Error& error) {
      // libpq and the server's word are not limbeck's: no password of the URL passes in them.
      throw Error(error.code(), parsed.without_secrets(error.what()))
          .with_sqlstate(error.sqlstate())
          .with_next_step(error.next_step())
          .at_place(error.place())
          .worth_retrying(error.retryable());
    }
    place_ = session_->place();
  }

  explicit PostgresqlDriver(pqxx::connection& open)
      : place_("of the application"), settings_(true) {
    connected(place_, [&] { session_ = std::make_shared<Session>(open); });
    place_ = session_->place();
    look_for_transaction();
    const bool open_transaction = std::exchange(in_transaction_, false);
    if (open_transaction) throw open_transaction_error();
  }

  ~PostgresqlDriver() override {
    guard_.reset();
    if (const std::string settings = settings_.give_back(); !settings.empty()) {
      prepared_.drop(*session_);
      try {
        session_->exec(settings);
      } catch (...) {  // NOLINT(bugprone-empty-catch): a lost connection has no settings
      }
    }
  }

  std::string_view dialect() const override { return "postgresql"; }
  const Backend& backend() const override { return postgresql_backend; }
  std::string place() const override { return place_; }
  int server_version() const override { return session_->server_version(); }
  std::string role() const override {
    const std::string& taken = settings_.identity().role;
    return concat({"'", session_->user(), taken.empty() ? "'" : "' working as ", taken});
  }

  void look_closer(Error& error) noexcept override {
    // read_only_sql_transaction. A transaction that failed answers no questions.
    if (error.sqlstate() != "25006") return;
    try {
      if (!in_transaction_) look_whether_standby();
      const bool is_standby = session_->is_known_standby().value_or(is_standby_.value_or(false));
      set_next_step(error, find_next_step(postgresql_next_steps, "25006",
                                          is_standby ? "standby" : error.what()));
      // Next time another host may be found first, or have become the primary.
      if (is_standby && several_hosts_) error.worth_retrying();
    } catch (...) {  // NOLINT(bugprone-empty-catch): then the table's general row stays
    }
  }

  void execute(std::string_view sql) override {
    make_settings();
    execute(sql, words_of(sql), {});
  }

  std::int64_t execute(std::string_view sql, std::span<const SqlValue> parameters) override {
    make_settings();
    note(words_of(sql));
    return static_cast<std::int64_t>(result_of(sql, parameters).affected_rows());
  }

  Rows query(std::string_view sql, std::span<const SqlValue> parameters) override {
    make_settings();
    note(words_of(sql));
    return rows_of(result_of(sql, parameters));
  }

  std::int64_t execute_own(std::string_view sql) override {
    make_settings();
    return static_cast<std::int64_t>(own_result_of(sql).affected_rows());
  }

  Rows query_own(std::string_view sql) override { return rows_of(own_result_of(sql)); }

  Rows read_table(std::string_view schema, std::string_view table, std::string_view sql,
                  const WaitPolicy&) override {
    // Readers are never kept out.
    if (in_transaction_ && tables_kept_) return query_own(sql);
    const std::string text = concat({before_reading(quoted(schema, table), !schema.empty()), sql});
    return rows_of(schema.empty() ? result_of(text, {}) : own_result_of(text));
  }

  Rows read_column(std::string_view schema, std::string_view table, std::string_view column,
                   std::string_view query, const WaitPolicy& wait_policy) override {
    if (!in_transaction_ && !settings_.pooled()) {
      const std::string sql = concat(
          {settings_.for_statement(), copy_of(quoted(schema, table), column, !schema.empty())});
      std::optional<Rows> rows;
      translated(sql, place_, [&] { rows = session_->copy_out(sql); });
      if (rows) return *std::move(rows);
    }
    return read_table(schema, table, query, wait_policy);
  }

  std::string before_writing(std::span<const std::string> tables, bool seen) override {
    if (in_transaction_ && std::exchange(tables_kept_, true)) return {};
    return connection::before_writing(tables, seen ? numbers_of(tables) : std::string());
  }

  bool has_table(std::string_view schema, std::string_view table) override {
    return !ask("SELECT 1 FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace"
                " WHERE c.relname = $1 AND n.nspname = coalesce(nullif($2, ''), current_schema())",
                {table, schema})
                .empty();
  }

  std::string schema_of(std::string_view table) override {
    const pqxx::result found = ask(find_schema, {table});
    if (!found.at(0).at(0).is_null()) return found.at(0).at(0).c_str();
    rights().throw_no_schema(found.at(0).at(1).c_str());
  }

  bool has_ledger(std::string_view schema, std::string_view table, const Error& error) override {
    // Only undefined_table says that there is none where the query looked; COPY names a schema that
    // is not there by invalid_schema_name.
    if (error.sqlstate() == "42P01" || error.sqlstate() == "3F000") {
      return rights().has_table(schema, table);
    }
    rights().require(schema, table, false);
    return true;
  }

  void require_rights(std::string_view schema, std::string_view table, bool change) override {
    rights().require(schema, table, change);
  }

  bool refuses_ledger(const Error& error) const override {
    // insufficient_privilege
    return error.sqlstate() == "42501" || error.sqlstate() == check_failed;
  }

  void work_as(const SessionIdentity& identity) override { settings_.work_as(identity); }

  std::unique_ptr<Lock> lock(const WaitPolicy& wait_policy, const LeaseTerms& lease) override {
    refuse_open_transaction();
    make_settings();
    lease_table_ = lease.table;
    std::shared_ptr<MigrationGuard> guard;
    try {
      if (settings_.pooled()) {
        Pooled pooled{session_, place_, settings_.for_transaction(), nullptr};
        if (!conninfo_.empty()) {
          pooled.connect = [this] { return std::make_unique<Session>(conninfo_); };
        }
        guard = take_lease(std::move(pooled), lease, wait_policy);
      } else {
        guard = advisory_lock(session_, place_, lease, wait_policy);
      }
    } catch (const Error& error) {
      explain_lease(error);
      throw;
    }
    guard_ = guard;
    return std::make_unique<HeldGuard>(std::move(guard));
  }

  std::unique_ptr<Lock> guard_statement() override {
    make_settings();
    auto limited = std::make_unique<LimitedTurn>(guard());
    // Behind a pooler a setting would be left to the next who gets the session.
    if (!settings_.pooled()) limit(timeouts_.around_data(), limited->kept);
    return limited;
  }

  void check_runs_outside() override {
    if (settings_.pooled()) refuse_standing();
    if (const auto guard = guard_.lock()) guard->check_guards();
  }

  std::unique_ptr<BlockerWatch> watch_blockers() override {
    return conninfo_.empty() ? nullptr : watch_backend(conninfo_, backend_);
  }

  void begin(const WaitPolicy&) override {
    refuse_open_transaction();
    make_settings();
    const auto guard = guard_.lock();
    const std::string sql = concat({"BEGIN;\n", settings_.for_transaction(), timeouts_.at_begin(),
                                    mark_transaction, guard ? guard->check() : std::string()});
    ended_ = false;
    translated("BEGIN", place_, [&] { look_whether_standby(); });
    for (int tries = 0;; ++tries) {
      bool ours = true;
      in_transaction_ = true;
      try {
        translated("BEGIN", place_, [&] {
          const pqxx::result checked = session_->exec(sql);
          ours = !guard || !checked.empty();
          if (guard && ours) *backend_ = checked.at(0).at(0).as<int>();
        });
      } catch (const Error& error) {
        rollback();
        if (guard && settings_.pooled()) explain_lease(error);
        throw;
      }
      own_names_ = true;
      tables_kept_ = false;
      if (ours) return;
      rollback();
      guard->check_failed(tries);
    }
  }

  void commit(const WaitPolicy&) override {
    const auto guard = guard_.lock();
    std::string before = guard ? guard->renew() : std::string();
    // The next transaction may be another session's, and this session another client's.
    if (settings_.pooled() && std::exchange(settings_changed_, false)) {
      before = settings_.again() + before;
    } else if (!before.empty()) {
      before = own_names() + before;
    }
    if (!before.empty()) translated("COMMIT", place_, [&] { session_->exec(before); });
    // Whatever it says, nothing is left open: a COMMIT that fails has rolled back.
    in_transaction_ = false;
    try {
      translated("COMMIT", place_, [&] { session_->exec("COMMIT"); });
    } catch (...) {
      settings_changed_ = true;
      throw;
    }
  }

  void rollback() noexcept override {
    if (!in_transaction_) return;
    in_transaction_ = false;
    settings_changed_ = true;  // those that the transaction had put back are as they were before
    try {
      session_->exec("ROLLBACK");
    } catch (...) {  // NOLINT(bugprone-empty-catch): a lost connection has rolled back
    }
  }

  bool in_transaction() const override { return in_transaction_; }

  void require_transaction() override {
    translated(require_mark, place_, [&] { session_->exec(require_mark); });
  }

  bool ended_transaction() override {
    if (in_transaction_) look_whether_ended(true);
    return ended_;
  }

  void set_limits(const Limits& limits) override { timeouts_.set(limits); }

  void run(std::string_view sql, const WaitPolicy&) override {
    const StatementWords words = words_of(sql);
    if (in_transaction_) return execute(sql, words, timeouts_.before(words));
    make_settings();
    const auto guard = this->guard();
    if (settings_.pooled()) {
      refuse_standing();
      return execute(sql, words, {});
    }
    std::optional<KeptTimeouts> kept;
    limit(timeouts_.around(words), kept);
    execute(sql, words, {});
  }

  bool is_transient(const Error& error) const override {
    // lock_not_available, deadlock_detected, serialization_failure
    for (const char* state : {"55P03", "40P01", "40001"}) {
      if (error.sqlstate() == state) return true;
    }
    return false;
  }

  bool supports_batches() const override { return true; }

  bool execute_batch(const Batch& batch) override {
    refuse_open_transaction();
    std::vector<StatementWords> words;
    for (std::string_view sql : batch.statements) {
      words.push_back(words_of(sql));
      if (words.back().controls_transaction || words.back().drops_prepared) return false;
    }
    make_settings();
    const auto guard = guard_.lock();
    const std::string tables[] = {batch.version_table, batch.history_table};
    const std::string& numbers = numbers_of(tables);
    std::string message;
    if (settings_.pooled()) {
      // How texts are read must be settled when a message arrives; and others may look at the lease
      // at this moment, who are waited for.
      begin({});
      message = own_names() + connection::before_writing(tables, numbers) +
                own_text(require_rows(batch.version_table, batch.before, keeping_rows()));
    } else {
      const bool known = !numbers.empty();
      message =
          concat({"BEGIN;\n", look_in_catalog_at_once, timeouts_.at_begin(), mark_transaction,
                  known ? lock_tables(tables) : connection::before_writing(tables, {}),
                  own_text(require_rows(batch.version_table, batch.before, keeping_rows(),
                                        known ? still_ordinary(tables, numbers) : std::string(),
                                        guard ? guard->check() : std::string()))});
      ended_ = false;
    }
    // Whatever is lost with the server is lost from the end: the next run starts where it begins.
    if (batch.more_follow) message += "SET LOCAL synchronous_commit TO off;\n";
    message += settings_.pooled() ? look_as_before : settings_.path_back();
    bool restore = false;
    bool released = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
      message += timeouts_.before(words[i]);
      message.append(batch.statements[i]).append(";\n");
      restore = restore || words[i].may_change_settings;
      released = released || words[i].releases_locks;
      if (words[i].sets_lock_timeout) timeouts_.revision_looks_after_locks();
    }
    timeouts_.revision_ended();
    message += restore ? settings_.again() : look_in_catalog_at_once;
    for (const OwnStatement& record : batch.records) message += own_text(record);
    message += own_text(require_rows(batch.version_table, batch.after, {}));
    if (const std::string renew = guard ? guard->renew() : std::string(); !renew.empty()) {
      message += renew + ";\n";
    }
    // The records are rolled back too, where what they stand in is not the transaction that was
    // begun.
    message += release_mark;
    in_transaction_ = true;
    try {
      translated({}, place_, [&] { session_->exec(message + "COMMIT"); });
    } catch (...) {
      // Outside of every transaction it is where a COMMIT of its own failed, too.
      look_whether_ended(false);
      rollback();
      // A revision may have dropped them.
      prepared_.drop(*session_);
      throw;
    }
    in_transaction_ = false;
    if (released && guard) guard->take_again();
    return true;
  }

  std::string_view keeping_rows() const override { return " FOR UPDATE"; }

  std::string seconds_since_begin() const override {
    return "extract(epoch FROM clock_timestamp() - now())";
  }

  std::unique_ptr<Lock> keep_settings() override { return std::make_unique<KeptSettings>(*this); }

  void restore_settings() override {
    timeouts_.revision_ended();
    if (!std::exchange(settings_changed_, false)) return;
    // Behind a pooler this session has no client now, and its settings went with the transaction.
    if (settings_.pooled() && !in_transaction_) return;
    const std::string sql = settings_.again();
    translated(sql, place_, [&] { session_->exec(sql); });
    own_names_ = in_transaction_;
  }

  void reset_role() override {
    if (!settings_changed_) return;
    const std::string sql = settings_.role_again();
    translated(sql, place_, [&] { session_->exec(sql); });
  }

 private:
  /// Where the server does not say so by itself: before a transaction, since one that failed
  /// answers no questions.
  void look_whether_standby() {
    if (is_standby_ || session_->is_known_standby()) return;
    const pqxx::result found = session_->exec("SELECT pg_catalog.pg_is_in_recovery()");
    is_standby_ = std::string_view(found.at(0).at(0).c_str()) == "t";
  }

  class KeptSettings : public Lock {
   public:
    explicit KeptSettings(PostgresqlDriver& driver) : driver_(driver) {}
    ~KeptSettings() override {
      try {
        driver_.restore_settings();
      } catch (...) {  // NOLINT(bugprone-empty-catch): a lost connection has no settings
      }
    }

   private:
    PostgresqlDriver& driver_;
  };

  /// The driver only looks whether it is still there.
  class HeldGuard : public Lock {
   public:
    explicit HeldGuard(std::shared_ptr<MigrationGuard> guard) : guard_(std::move(guard)) {}

   private:
    std::shared_ptr<MigrationGuard> guard_;
  };

  /// For a data migration outside of a transaction.
  struct LimitedTurn final : Lock {
    explicit LimitedTurn(std::unique_ptr<Lock> guard) : guard(std::move(guard)) {}
    std::unique_ptr<Lock> guard;
    std::optional<KeptTimeouts> kept;
  };

  Rights rights() {
    return {[this](const std::string& sql) { return ask(sql); }, place_};
  }

  /// Throws in the place of the error that says that the lease's table is not one that limbeck
  /// writes.
  void explain_lease(const Error& error) {
    if (error.sqlstate() == check_failed) rights().require_own(lease_table_, true);
  }

  static std::string quoted(std::string_view schema, std::string_view table) {
    const sql::Dialect& dialect = sql::postgresql_dialect();
    return concat(
        {schema.empty() ? std::string() : dialect.quote(schema) + ".", dialect.quote(table)});
  }

  /// Before a statement of limbeck's own in a transaction, and before one of a revision's or the
  /// application's.
  std::string own_names() {
    return in_transaction_ && std::exchange(own_names_, true) ? std::string() : look_in_catalog;
  }
  std::string users_names() {
    return in_transaction_ && std::exchange(own_names_, false) ? look_as_before : std::string();
  }

  pqxx::result own_result_of(std::string_view sql) {
    const std::string text = concat(
        {in_transaction_ ? own_names()
                         : (settings_.pooled() ? std::string() : settings_.for_own_statement()),
         sql});
    pqxx::result result;
    translated(sql, place_, [&] {
      if (settings_.pooled() && !in_transaction_) {
        with_settings(settings_.for_own_statement(), [&] { result = session_->exec(text); });
      } else {
        result = session_->exec(text);
      }
    });
    return result;
  }

  /// Asks the catalog, with the session's own search_path (migrations/sql/postgresql/own_names.h).
  pqxx::result ask(std::string_view query, std::initializer_list<std::string_view> texts = {}) {
    const std::string before = own_names();
    own_names_ = false;
    const std::string cursor = "limbeck_" + std::to_string(++cursors_);
    return result_of(concat({before, sql::postgresql::catalog_query(cursor, query, texts)}), {});
  }

  /// Of limbeck's tables, which were seen to be its own; empty where they are not any more.
  const std::string& numbers_of(std::span<const std::string> tables) {
    if (numbers_.empty()) {
      const pqxx::result found = own_result_of(find_numbers(tables));
      if (!found.empty()) numbers_ = found.at(0).at(0).c_str();
    }
    return numbers_;
  }

  /// For a message of a whole transaction.
  std::string own_text(const OwnStatement& statement) {
    if (settings_.pooled()) return text_of(statement) + ";\n";
    std::string text;
    translated(statement.sql, place_, [&] { text = prepared_.execute(*session_, statement); });
    return text;
  }

  std::unique_ptr<Lock> guard() {
    const auto guard = guard_.lock();
    return guard ? guard->guard() : nullptr;
  }

  void limit(const std::string& limits, std::optional<KeptTimeouts>& kept) {
    if (limits.empty()) return;
    translated(limits, place_, [&] {
      kept.emplace(*session_);
      session_->exec(limits);
    });
  }

  Error open_transaction_error() const {
    return Error(Error::Code::usage,
                 concat({"the connection to '", place_,
                         "' is in a transaction already; commit it before migrating"}));
  }

  void refuse_open_transaction() const {
    if (in_transaction_) throw open_transaction_error();
  }

  /// Outside of a transaction, where a pooler is between, no statement has settings of its own.
  void refuse_standing() const {
    const SessionIdentity& identity = settings_.identity();
    if (identity.role.empty() && identity.search_path.empty()) return;
    throw Error(Error::Code::usage,
                "a statement outside of a transaction cannot be run with a role or search path "
                "where a transaction pooler is between; give the migration a direct connection");
  }

  void note(const StatementWords& words) {
    settings_changed_ = settings_changed_ || words.may_change_settings;
    if (words.sets_lock_timeout) timeouts_.revision_looks_after_locks();
    if (words.drops_prepared) prepared_.forget();
  }

  void execute(std::string_view sql, const StatementWords& words, const std::string& before) {
    note(words);
    const bool was_in_transaction = in_transaction_;
    const std::string prefix = users_names() + before;
    try {
      translated(sql, place_, [&] { send(sql, words, prefix); });
    } catch (...) {
      // It may have begun one before it failed; what may be open is rolled back.
      in_transaction_ = in_transaction_ || words.controls_transaction;
      throw;
    }
    if (words.controls_transaction) look_for_transaction();
    // One that was just begun behind a pooler has no settings yet.
    if (in_transaction_ && !was_in_transaction && settings_.pooled()) {
      const std::string settings = settings_.for_statement();
      translated(sql, place_, [&] { session_->exec(settings); });
    }
    if (!words.releases_locks) return;
    if (const auto guard = guard_.lock()) guard->take_again();
  }

  /// Behind a pooler, outside of transactions: in one with the settings, so that they are settled
  /// before the statement arrives. What refuses to stand in one has only those of its settings
  /// that poolers keep for each client.
  void send(std::string_view sql, const StatementWords& words, const std::string& before) {
    const std::string text = concat({before, sql});
    if (in_transaction_ || !settings_.pooled()) {
      session_->exec(in_transaction_ ? text : settings_.for_statement() + text);
      return;
    }
    if (!words.is_concurrent && !words.controls_transaction) {
      try {
        with_settings(settings_.for_statement(), [&] { session_->exec(text); });
        return;
      } catch (const pqxx::sql_error& failure) {
        // active_sql_transaction, invalid_transaction_termination: nothing of it is done.
        if (failure.sqlstate() != "25001" && failure.sqlstate() != "2D000") throw;
      }
    }
    session_->exec(set_kept_by_poolers);
    session_->exec(text);
  }

  /// In a transaction of its own, with the settings.
  void with_settings(const std::string& settings, const std::function<void()>& work) {
    session_->exec("BEGIN;\n" + settings);
    try {
      work();
    } catch (...) {
      session_->exec("ROLLBACK");
      throw;
    }
    session_->exec("COMMIT");
  }

  /// After a failure: what the transaction did is given up, if it is still there. `if_outside`:
  /// whether being in no transaction at all means that a statement has ended it.
  void look_whether_ended(bool if_outside) {
    try {
      session_->exec(return_to_mark);
    } catch (const pqxx::sql_error& failure) {
      // no_active_sql_transaction
      ended_ = if_outside || failure.sqlstate() != "25P01";
    } catch (...) {  // NOLINT(bugprone-empty-catch): a lost connection has rolled back
    }
  }

  void make_settings() {
    if (settings_.made()) return;
    translated({}, place_, [&] {
      if (!settings_.make(*session_)) timeouts_.leave_locks_alone();
    });
    *backend_ = session_->backend();
  }

  /// Inside a transaction time stands still.
  void look_for_transaction() {
    constexpr const char* sql =
        "SELECT pg_catalog.now() OPERATOR(pg_catalog.<>) pg_catalog.statement_timestamp()";
    own_names_ = false;
    translated(sql, place_, [&] {
      const pqxx::result now = session_->exec(sql);
      in_transaction_ = std::string_view(now.at(0).at(0).c_str()) == "t";
    });
  }

  /// Of a statement of a revision's or the application's, or one that finds its names anywhere.
  pqxx::result result_of(std::string_view sql, std::span<const SqlValue> parameters) {
    pqxx::result result;
    const std::string names = users_names();
    const std::string settings = in_transaction_ ? std::string() : settings_.for_statement();
    if (parameters.empty()) {  // a message fewer: a launch is little more than one query
      translated(sql, place_, [&] {
        if (settings_.pooled() && !in_transaction_) {
          with_settings(settings, [&] { result = session_->exec(sql); });
        } else {
          result = session_->exec(concat({names, settings, sql}));
        }
      });
      return result;
    }
    const Parameters texts(parameters);
    translated(sql, place_, [&] {
      if (!names.empty()) session_->exec(names);
      if (settings.empty()) {
        result = session_->exec(sql, texts.pointers());
      } else {
        with_settings(settings, [&] { result = session_->exec(sql, texts.pointers()); });
      }
    });
    return result;
  }

  std::string conninfo_;
  std::string place_;
  bool several_hosts_ = false;
  std::optional<bool> is_standby_;
  std::shared_ptr<Session> session_;
  Settings settings_;
  Timeouts timeouts_;
  std::weak_ptr<MigrationGuard> guard_;
  /// The server's process of the last transaction.
  std::shared_ptr<std::atomic<int>> backend_ = std::make_shared<std::atomic<int>>(0);
  std::string lease_table_;  ///< quoted
  std::string numbers_;      ///< of limbeck's tables, once they are seen to be its own
  PreparedStatements prepared_;
  int cursors_ = 0;
  bool in_transaction_ = false;
  bool own_names_ = false;  ///< in the transaction, names are looked for in the catalog alone
  bool tables_kept_ =
      false;            ///< limbeck's tables are seen to be its own, until the transaction ends
  bool ended_ = false;  ///< a revision's statement has ended its transaction
  bool settings_changed_ = false;  ///< a revision may have changed some
};

}  // namespace

std::unique_ptr<Driver> open_postgresql(const Url& url) {
  return std::make_unique<PostgresqlDriver>(url);
}

std::unique_ptr<Driver> use_postgresql(void* open, const std::type_info& type) {
  if (type != typeid(pqxx::connection)) {
    throw Error(Error::Code::usage,
                "the connection to migrate is not of the type pqxx::connection itself");
  }
  return std::make_unique<PostgresqlDriver>(*static_cast<pqxx::connection*>(open));
}

namespace {

std::unique_ptr<Driver> use(void* open, const std::type_info* type) {
  return use_postgresql(open, type == nullptr ? typeid(void) : *type);
}

}  // namespace
}  // namespace limbeck::connection

constinit const limbeck::connection::Backend limbeck::postgresql_backend = {
    "postgresql", limbeck::connection::open_postgresql, limbeck::connection::use,
    limbeck::sql::postgresql_dialect};
