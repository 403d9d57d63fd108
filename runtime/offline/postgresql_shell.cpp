// Scripts for psql, the shell of PostgreSQL.
#include "limbeck/error.h"
#include "migrations/schema/sql_tokens.h"
#include "migrations/sql/dialect.h"
#include "runtime/connection/postgresql/lock_key.h"
#include "runtime/connection/postgresql/pinned_settings.h"
#include "runtime/offline/shell.h"
#include "runtime/offline/text.h"

namespace limbeck::offline {
namespace {

/// What limbeck's own sessions have. \gset keeps what the query gives from being printed.
std::string settings() {
  return std::string(connection::set_pinned_lines) + connection::set_where_it_can_be + " \\gset\n";
}

/// Whether SQL may set something for the rest of the session, for certain or not.
bool may_change_settings(std::string_view sql) {
  bool first = true;
  for (const schema::SqlToken& token : schema::sql_tokens(sql)) {
    if (token.kind == schema::SqlToken::Kind::space) continue;
    if (first && (schema::is_word(token, "set") || schema::is_word(token, "reset"))) return true;
    if (schema::is_word(token, "set_config")) return true;
    if (token.text.starts_with('$')) {
      const std::string body = schema::lower_case(token.text);
      if (body.find("set") != std::string::npos) return true;
    }
    first = token.text == ";";
  }
  return false;
}

class PostgresqlShell final : public Shell {
 public:
  std::string_view database() const override { return "PostgreSQL"; }
  std::string_view usage() const override {
    return "psql --no-psqlrc -v ON_ERROR_STOP=1 -f FILE DATABASE";
  }

  std::string open(bool) override {
    return "\\set ON_ERROR_STOP on\n" + settings() +
           raise_unless(connection::keys_are_enforced, connection::keys_are_not_enforced);
  }

  std::string begin(bool) override {
    // The migrator's lock, for as long as the transaction: a program that migrates meanwhile waits,
    // and the script stops if one was first.
    return "BEGIN;\n" +
           raise_unless("pg_try_advisory_xact_lock(" + std::string(connection::lock_key) + ")",
                        "another process is migrating this database");
  }

  std::string require(const std::string& condition, const std::string& what) override {
    return raise_unless(condition, what);
  }

  std::string statement(const sql::Statement& statement) override {
    settings_changed_ = settings_changed_ || may_change_settings(statement.text);
    std::string text;
    if (!statement.before.empty()) text = "BEGIN;\n" + terminated(statement.before) + "COMMIT;\n";
    text += terminated(statement.text);
    return statement.after.empty() ? text : text + terminated(statement.after);
  }

  std::string restore_settings() override {
    if (!settings_changed_) return {};
    settings_changed_ = false;
    return "RESET SESSION AUTHORIZATION;\nRESET ALL;\n" + settings();
  }

  std::string commit(bool) override { return "COMMIT;\n"; }

  ledger::Expressions recorded() const override {
    return {{"started", "to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')"},
            {"duration", "extract(epoch FROM clock_timestamp() - now())"},
            {"who", "CAST(session_user AS text) || '@' || coalesce(host(inet_client_addr()), 'local')"}};
  }

 private:
  static std::string raise_unless(const std::string& condition, const std::string& what) {
    // RAISE takes % for a parameter.
    std::string format;
    for (const char c : what) format += c == '%' ? std::string("%%") : std::string(1, c);
    return "DO $limbeck$ BEGIN\n  IF NOT (" + condition + ") THEN\n    RAISE EXCEPTION " +
           sql::find_dialect("postgresql")->quote_literal(format) +
           ";\n  END IF;\nEND $limbeck$;\n";
  }

  bool settings_changed_ = false;
};

}  // namespace

std::unique_ptr<Shell> postgresql_shell() { return std::make_unique<PostgresqlShell>(); }

}  // namespace limbeck::offline
