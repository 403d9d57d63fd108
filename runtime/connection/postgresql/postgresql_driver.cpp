#include "runtime/connection/postgresql/postgresql_driver.h"

#include <optional>

#include "limbeck/error.h"
#include "runtime/connection/postgresql/advisory_lock.h"
#include "runtime/connection/postgresql/conninfo.h"
#include "runtime/connection/postgresql/failure.h"
#include "runtime/connection/postgresql/session.h"
#include "runtime/connection/postgresql/statement_words.h"
#include "runtime/connection/postgresql/timeouts.h"
#include "runtime/connection/postgresql/values.h"

namespace limbeck::connection {
namespace {

/// What statements of limbeck's own are written for. Set when writing starts, not when connecting:
/// a database that is at head is asked one question and no more.
constexpr const char* session_settings =
    "SET standard_conforming_strings = on; SET client_min_messages = warning;\n";

/// Back to what the URL, the role and the database say, such as the search_path.
constexpr const char* reset_settings =
    "RESET SESSION AUTHORIZATION; RESET ROLE; RESET ALL; "
    "SET standard_conforming_strings = on; SET client_min_messages = warning;\n";

class PostgresqlDriver final : public Driver {
 public:
  explicit PostgresqlDriver(const Url& url) : conninfo_(conninfo(url.text)), place_(url.shown) {
    connected(place_, [&] { session_ = std::make_unique<Session>(conninfo_); });
    place_ = session_->place();
  }

  std::string_view dialect() const override { return "postgresql"; }
  std::string place() const override { return place_; }
  std::string placeholder(int number) const override { return "$" + std::to_string(number); }

  void execute(std::string_view sql) override { execute(sql, words_of(sql), {}); }

  std::int64_t execute(std::string_view sql, std::span<const SqlValue> parameters) override {
    note(words_of(sql));
    return static_cast<std::int64_t>(result_of(sql, parameters).affected_rows());
  }

  Rows query(std::string_view sql, std::span<const SqlValue> parameters) override {
    note(words_of(sql));
    return rows_of(result_of(sql, parameters));
  }

  bool has_table(std::string_view schema, std::string_view table) override {
    const SqlValue parameters[] = {std::string(table), std::string(schema)};
    const pqxx::result found = result_of(
        "SELECT 1 FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace"
        " WHERE c.relname = $1 AND c.relkind IN ('r', 'p', 'v', 'm', 'f')"
        " AND n.nspname = coalesce(nullif($2, ''), current_schema())",
        parameters);
    return !found.empty();
  }

  std::string schema_of(std::string_view table) override {
    const SqlValue parameters[] = {std::string(table)};
    const pqxx::result found = result_of(
        "SELECT coalesce((SELECT s.name FROM unnest(current_schemas(false)) WITH ORDINALITY"
        " AS s (name, place) JOIN pg_namespace AS n ON n.nspname = s.name"
        " JOIN pg_class AS c ON c.relnamespace = n.oid AND c.relname = $1"
        " WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') ORDER BY s.place LIMIT 1),"
        " current_schema()), current_setting('search_path')",
        parameters);
    if (!found.at(0).at(0).is_null()) return found.at(0).at(0).c_str();
    throw Error(Error::Code::usage, "no schema of the search_path (" +
                                        std::string(found.at(0).at(1).c_str()) +
                                        ") is in the database '" + place_ +
                                        "', so there is none for limbeck's tables; create one, or "
                                        "name one as the version table's schema");
  }

  std::unique_ptr<Lock> lock(const Patience& patience) override {
    return advisory_lock(conninfo_, place_, patience);
  }

  void begin(const Patience&) override {
    refuse_open_transaction();
    make_settings();
    translated("BEGIN", place_, [&] { session_->exec("BEGIN;\n" + timeouts_.at_begin()); });
    in_transaction_ = true;
  }

  void commit(const Patience&) override {
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

  void set_limits(const Limits& limits) override { timeouts_.set(limits); }

  void run(std::string_view sql) override {
    const StatementWords words = words_of(sql);
    if (in_transaction_) return execute(sql, words, timeouts_.before(words));
    make_settings();
    const std::string limits = timeouts_.around(words);
    if (limits.empty()) return execute(sql, words, {});
    std::optional<KeptTimeouts> kept;
    translated(limits, place_, [&] {
      kept.emplace(*session_);
      session_->exec(limits);
    });
    execute(sql, words, {});
  }

  bool gave_way(const Error& error) const override {
    // lock_not_available, deadlock_detected, serialization_failure
    for (const char* state : {"55P03", "40P01", "40001"}) {
      if (error.sqlstate() == state) return true;
    }
    return false;
  }

  bool takes_whole() const override { return true; }

  bool execute_whole(const Whole& whole) override {
    refuse_open_transaction();
    std::vector<StatementWords> words;
    for (std::string_view sql : whole.statements) {
      words.push_back(words_of(sql));
      if (words.back().controls_transaction) return false;
    }
    make_settings();
    bool restore = false;
    std::string message = "BEGIN;\n" + timeouts_.at_begin() + whole.guard + ";\n";
    // Whatever is lost with the server is lost from the end: the next run starts where it begins.
    if (whole.more_follow) message += "SET LOCAL synchronous_commit TO off;\n";
    for (std::size_t i = 0; i < words.size(); ++i) {
      message += timeouts_.before(words[i]);
      message.append(whole.statements[i]).append(";\n");
      restore = restore || words[i].may_change_settings;
      if (words[i].sets_lock_timeout) timeouts_.revision_looks_after_locks();
    }
    timeouts_.revision_ended();
    if (restore) message += reset_settings;
    message += whole.records + ";\nCOMMIT";
    in_transaction_ = true;
    try {
      translated({}, place_, [&] { session_->exec(message); });
    } catch (...) {
      rollback();
      throw;
    }
    in_transaction_ = false;
    return true;
  }

  std::string_view keeping_rows() const override { return " FOR UPDATE"; }

  std::string seconds_since_begin() const override {
    return "extract(epoch FROM clock_timestamp() - now())";
  }

  Rows query_patiently(std::string_view sql, const Patience&) override {
    // Readers are never kept out.
    return rows_of(result_of(sql, {}));
  }

  std::unique_ptr<Lock> keep_settings() override { return std::make_unique<KeptSettings>(*this); }

  void restore_settings() override {
    timeouts_.revision_ended();
    if (!settings_changed_) return;
    settings_changed_ = false;
    translated(reset_settings, place_, [&] { session_->exec(reset_settings); });
  }

  void write_as_itself() override {
    if (!settings_changed_) return;
    constexpr const char* sql =
        "SET LOCAL session_authorization TO DEFAULT; SET LOCAL role TO DEFAULT";
    translated(sql, place_, [&] { session_->exec(sql); });
  }

 private:
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

  /// Puts both timeouts back as they were.
  class KeptTimeouts {
   public:
    explicit KeptTimeouts(Session& session) : session_(session) {
      const pqxx::result now = session_.exec(
          "SELECT current_setting('lock_timeout'), current_setting('statement_timeout')");
      lock_ = now.at(0).at(0).c_str();
      statement_ = now.at(0).at(1).c_str();
    }
    ~KeptTimeouts() {
      try {
        session_.exec("SET lock_timeout = '" + lock_ + "'; SET statement_timeout = '" + statement_ +
                      "'");
      } catch (...) {  // NOLINT(bugprone-empty-catch): a lost connection has no settings
      }
    }
    KeptTimeouts(const KeptTimeouts&) = delete;
    KeptTimeouts& operator=(const KeptTimeouts&) = delete;

   private:
    Session& session_;
    std::string lock_, statement_;
  };

  void refuse_open_transaction() const {
    if (!in_transaction_) return;
    throw Error(Error::Code::usage,
                "the connection to '" + place_ +
                    "' is in a transaction already; commit it before migrating");
  }

  void note(const StatementWords& words) {
    settings_changed_ = settings_changed_ || words.may_change_settings;
    if (words.sets_lock_timeout) timeouts_.revision_looks_after_locks();
  }

  void execute(std::string_view sql, const StatementWords& words, const std::string& before) {
    note(words);
    try {
      translated(sql, place_, [&] { session_->exec(before + std::string(sql)); });
    } catch (...) {
      // It may have begun one before it failed; what may be open is rolled back.
      in_transaction_ = in_transaction_ || words.controls_transaction;
      throw;
    }
    if (words.controls_transaction) look_for_transaction();
  }

  /// Before the first write, in a message of its own: how texts are read must be settled when a
  /// message arrives.
  void make_settings() {
    if (settings_made_) return;
    const std::string sql =
        std::string(session_settings) + "SELECT current_setting('lock_timeout') = '0'";
    translated(sql, place_, [&] {
      if (std::string_view(session_->exec(sql).at(0).at(0).c_str()) == "f") {
        timeouts_.leave_locks_alone();
      }
    });
    settings_made_ = true;
  }

  /// Inside a transaction time stands still.
  void look_for_transaction() {
    constexpr const char* sql = "SELECT now() <> statement_timestamp()";
    translated(sql, place_, [&] {
      const pqxx::result now = session_->exec(sql);
      in_transaction_ = std::string_view(now.at(0).at(0).c_str()) == "t";
    });
  }

  pqxx::result result_of(std::string_view sql, std::span<const SqlValue> parameters) {
    pqxx::result result;
    if (parameters.empty()) {  // a message fewer: a launch is little more than one query
      translated(sql, place_, [&] { result = session_->exec(sql); });
      return result;
    }
    const Parameters texts(parameters);
    translated(sql, place_, [&] { result = session_->exec(sql, texts.pointers()); });
    return result;
  }

  std::string conninfo_;
  std::string place_;
  std::unique_ptr<Session> session_;
  Timeouts timeouts_;
  bool in_transaction_ = false;
  bool settings_made_ = false;     ///< the session has those of limbeck's own
  bool settings_changed_ = false;  ///< a revision may have changed some
};

}  // namespace

std::unique_ptr<Driver> open_postgresql(const Url& url) {
  return std::make_unique<PostgresqlDriver>(url);
}

}  // namespace limbeck::connection
