#include "runtime/connection/postgresql/postgresql_driver.h"

#include "limbeck/error.h"
#include "runtime/connection/postgresql/advisory_lock.h"
#include "runtime/connection/postgresql/conninfo.h"
#include "runtime/connection/postgresql/failure.h"
#include "runtime/connection/postgresql/session.h"
#include "runtime/connection/postgresql/statement_words.h"
#include "runtime/connection/postgresql/values.h"

namespace limbeck::connection {
namespace {

/// What statements of limbeck's own are written for. Set when writing starts, not when connecting:
/// a database that is at head is asked one question and no more.
constexpr const char* session_settings =
    "SET standard_conforming_strings = on; SET client_min_messages = warning; ";

class PostgresqlDriver final : public Driver {
 public:
  explicit PostgresqlDriver(const Url& url) : conninfo_(conninfo(url.text)), place_(url.shown) {
    translated({}, place_, [&] { session_ = std::make_unique<Session>(conninfo_); });
    place_ = session_->place();
  }

  std::string_view dialect() const override { return "postgresql"; }
  std::string place() const override { return place_; }
  std::string placeholder(int number) const override { return "$" + std::to_string(number); }

  void execute(std::string_view sql) override {
    const StatementWords words = words_of(sql);
    settings_changed_ = settings_changed_ || words.changes_settings;
    try {
      translated(sql, place_, [&] { session_->exec(sql); });
    } catch (...) {
      if (words.controls_transaction && session_->is_open()) in_transaction_ = false;
      throw;
    }
    if (words.controls_transaction) look_for_transaction();
  }

  std::int64_t execute(std::string_view sql, std::span<const SqlValue> parameters) override {
    return static_cast<std::int64_t>(result_of(sql, parameters).affected_rows());
  }

  Rows query(std::string_view sql, std::span<const SqlValue> parameters) override {
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

  std::unique_ptr<Lock> lock(const Patience& patience) override {
    return advisory_lock(conninfo_, place_, patience);
  }

  void begin(const Patience&) override {
    if (in_transaction_) {
      throw Error(Error::Code::usage,
                  "the connection to '" + place_ +
                      "' is in a transaction already; commit it before migrating");
    }
    translated("BEGIN", place_, [&] { session_->exec(std::string(settings()) + "BEGIN"); });
    in_transaction_ = true;
    settings_made_ = true;
  }

  void commit(const Patience&) override {
    // Whatever it says, nothing is left open: a COMMIT that fails has rolled back.
    in_transaction_ = false;
    translated("COMMIT", place_, [&] { session_->exec("COMMIT"); });
  }

  void rollback() noexcept override {
    if (!in_transaction_) return;
    in_transaction_ = false;
    settings_made_ = false;
    try {
      session_->exec("ROLLBACK");
    } catch (...) {  // NOLINT(bugprone-empty-catch): a lost connection has rolled back
    }
  }

  bool in_transaction() const override { return in_transaction_; }

  bool execute_whole(std::string_view sql) override {
    const StatementWords words = words_of(sql);
    if (words.controls_transaction || in_transaction_) return false;
    settings_changed_ = settings_changed_ || words.changes_settings;
    const std::string message =
        std::string(settings()) + "BEGIN;\n" + std::string(sql) + ";\nCOMMIT";
    in_transaction_ = true;
    try {
      translated(sql, place_, [&] { session_->exec(message); });
    } catch (...) {
      rollback();
      throw;
    }
    in_transaction_ = false;
    settings_made_ = true;
    return true;
  }

  std::string seconds_since_begin() const override {
    return "extract(epoch FROM clock_timestamp() - now())";
  }

  Rows query_patiently(std::string_view sql, const Patience&) override {
    // Readers are never kept out.
    return query(sql, {});
  }

  std::unique_ptr<Lock> keep_settings() override {
    settings_changed_ = false;
    return std::make_unique<KeptSettings>(*this);
  }

 private:
  class KeptSettings : public Lock {
   public:
    explicit KeptSettings(PostgresqlDriver& driver) : driver_(driver) {}
    ~KeptSettings() override { driver_.reset_settings(); }

   private:
    PostgresqlDriver& driver_;
  };

  /// Back to what the URL, the role and the database say, such as the search_path.
  void reset_settings() noexcept {
    if (!settings_changed_) return;
    settings_changed_ = settings_made_ = false;
    try {
      session_->exec("RESET SESSION AUTHORIZATION; RESET ALL");
    } catch (...) {  // NOLINT(bugprone-empty-catch): a lost connection has no settings
    }
  }

  std::string_view settings() const { return settings_made_ ? "" : session_settings; }

  /// Inside a transaction time stands still.
  void look_for_transaction() {
    const pqxx::result now = session_->exec("SELECT now() <> statement_timestamp()");
    in_transaction_ = std::string_view(now.at(0).at(0).c_str()) == "t";
  }

  pqxx::result result_of(std::string_view sql, std::span<const SqlValue> parameters) {
    pqxx::result result;
    const Parameters texts(parameters);
    translated(sql, place_, [&] { result = session_->exec(sql, texts.pointers()); });
    return result;
  }

  std::string conninfo_;
  std::string place_;
  std::unique_ptr<Session> session_;
  bool in_transaction_ = false;
  bool settings_made_ = false;     ///< the session has those of limbeck's own
  bool settings_changed_ = false;  ///< a statement may have changed some for the session
};

}  // namespace

std::unique_ptr<Driver> open_postgresql(const Url& url) {
  return std::make_unique<PostgresqlDriver>(url);
}

}  // namespace limbeck::connection
