// Scripts for psql, the shell of PostgreSQL.
//
// As in the driver's sessions, limbeck's own statements look for names in pg_catalog alone, and a
// revision's where the session does (migrations/sql/postgresql/own_names.h). psql's variables are
// named limbeck_….
#include "limbeck/error.h"
#include "migrations/sql/postgresql/own_names.h"
#include "migrations/sql/postgresql/words.h"
#include "migrations/sql_text/lexer.h"
#include "migrations/sql_text/names.h"
#include "runtime/connection/postgresql/lock_key.h"
#include "runtime/connection/postgresql/pinned_settings.h"
#include "runtime/connection/postgresql/table_check.h"
#include "runtime/offline/shell.h"
#include "runtime/offline/text.h"

namespace limbeck::offline {
namespace {

using sql::postgresql::look_in_catalog_at_once;
using sql::postgresql::quote;
using sql::postgresql::quote_literal;

/// \gset keeps what a query gives from being printed.
std::string look_as_before(bool until_transaction_ends) {
  return std::string("SELECT pg_catalog.set_config('search_path', :'limbeck_path', ") +
         (until_transaction_ends ? "true" : "false") + ") AS limbeck_path \\gset\n";
}

constexpr const char* look_in_catalog = "SET search_path = pg_catalog, pg_temp;\n";

/// What limbeck's own sessions have. Leaves names to be looked for in the catalog.
std::string settings() {
  return std::string(look_in_catalog) + connection::set_pinned_lines +
         connection::set_where_it_can_be + " \\gset\n";
}

/// Whether SQL may set something for the rest of the session, for certain or not.
bool may_change_settings(std::string_view sql) {
  bool first = true;
  for (const sql_text::Token& token : sql_text::lex(sql)) {
    if (token.kind == sql_text::Token::Kind::space) continue;
    if (first && (sql_text::is_word(token, "set") || sql_text::is_word(token, "reset")))
      return true;
    if (sql_text::is_word(token, "set_config")) return true;
    if (token.text.starts_with('$')) {
      const std::string body = sql_text::lower_case(token.text);
      if (body.find("set") != std::string::npos) return true;
    }
    first = token.text == ";";
  }
  return false;
}

class PostgresqlShell final : public Shell {
 public:
  explicit PostgresqlShell(const ledger::Names& names) : names_(names) {}

  std::string_view usage() const override {
    return "psql --no-psqlrc -v ON_ERROR_STOP=1 -f FILE DATABASE";
  }

  std::string ledger_schema() const override {
    return names_.schema.empty() ? ":\"limbeck_schema\"" : quote(names_.schema);
  }

  std::string open(bool) override {
    return "\\set ON_ERROR_STOP on\n"
           "SELECT pg_catalog.current_setting('search_path') AS limbeck_path \\gset\n" +
           settings() + require(connection::keys_are_enforced, connection::keys_are_not_enforced) +
           find_schema() + define_refusal() + look_as_before(false);
  }

  std::string begin(bool) override {
    in_transaction_ = true;
    users_names_ = false;
    // The migrator's lock, for as long as the transaction: a program that migrates meanwhile waits,
    // and the script stops if one was first.
    return std::string("BEGIN;\n") + look_in_catalog_at_once +
           require("pg_try_advisory_xact_lock(" + std::string(connection::lock_key) + ")",
                   "another process is migrating this database");
  }

  std::string keep_ledger() override {
    const std::string tables[] = {table(names_.version_table), table(names_.history_table)};
    return connection::lock_tables(tables) + refuse;
  }

  std::string require(const std::string& condition, const std::string& what) override {
    // Not all in a DO block, in whose text psql would not put its variables.
    return "SELECT (" + condition + ") IS NOT TRUE AS limbeck_stop \\gset\n\\if :limbeck_stop\n" +
           raise(what) + "\\endif\n";
  }

  std::string statement(const sql::Statement& statement) override {
    settings_changed_ = settings_changed_ || may_change_settings(statement.text);
    std::string text;
    if (in_transaction_ && !users_names_) {
      users_names_ = true;
      // As the driver's: it is there for as long as the transaction that it was made in.
      text += look_as_before(true) + "SAVEPOINT limbeck_revision;\n";
    }
    if (!statement.before.empty()) text += "BEGIN;\n" + terminated(statement.before) + "COMMIT;\n";
    text += terminated(statement.text);
    return statement.after.empty() ? text : text + terminated(statement.after);
  }

  std::string after_statements() override {
    std::string text;
    if (users_names_) text += "RELEASE SAVEPOINT limbeck_revision;\n";
    if (settings_changed_) {
      text += "RESET SESSION AUTHORIZATION;\nRESET ROLE;\nRESET ALL;\n" + settings() +
              look_as_before(false);
    }
    if (users_names_) text += look_in_catalog_at_once;
    settings_changed_ = users_names_ = false;
    return text;
  }

  std::string commit(bool) override {
    in_transaction_ = false;
    return "COMMIT;\n";
  }

  ledger::Expressions recorded() const override {
    return {{"started", "to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')"},
            {"duration", "extract(epoch FROM clock_timestamp() - now())"},
            {"who",
             "CAST(session_user AS text) || '@' || coalesce(host(inet_client_addr()), 'local')"}};
  }

 private:
  static std::string raise(const std::string& what) {
    // RAISE takes % for a parameter.
    std::string format;
    for (const char c : what) format += c == '%' ? std::string("%%") : std::string(1, c);
    return "  DO " +
           sql::postgresql::dollar_quoted("BEGIN RAISE EXCEPTION " + quote_literal(format) +
                                          "; END") +
           ";\n";
  }

  static constexpr const char* refuse = ":limbeck_refuse \\gexec\n";

  std::string table(std::string_view name) const { return ledger_schema() + "." + quote(name); }

  /// The table, if there is one, as the check takes it.
  std::string oid(std::string_view name) const {
    const std::string schema =
        names_.schema.empty() ? ":'limbeck_schema'" : quote_literal(names_.schema);
    return "to_regclass(format('%I.%I', " + schema + ", " + quote_literal(name) + "))";
  }

  std::string find_schema() {
    if (!names_.schema.empty()) return {};
    return "BEGIN;\n" +
           sql::postgresql::declare_catalog_query("limbeck", connection::find_schema,
                                                  {names_.version_table}) +
           look_as_before(true) +
           "FETCH limbeck \\gset\nCOMMIT;\n"
           // Unset where it is null.
           "\\if :{?limbeck_schema}\n\\else\n" +
           raise(
               "no schema of the search_path is in this database, so there is none for limbeck's "
               "tables; create "
               "one, or name one as the version table's schema") +
           "\\endif\n";
  }

  /// The query that :limbeck_refuse stands for makes a statement that fails, and \gexec runs it;
  /// none where nothing is wrong. The tables are looked at before there is anything to lock, too:
  /// LOCK TABLE would not say what to do.
  std::string define_refusal() const {
    const std::string query =
        "SELECT concat('DO ', quote_literal(concat('BEGIN RAISE EXCEPTION ', "
        "quote_literal(replace(\n"
        "  concat('limbeck does not write ', name, ', which ', string_agg(what, ', '),\n  '" +
        std::string(connection::why_it_matters) +
        "', string_agg(mend, '; ')), '%', '%%')), '; END')))\nFROM (" +
        connection::faults_among(oid(names_.version_table) + ", " + oid(names_.history_table),
                                 true) +
        ") AS faults (name, what, mend) GROUP BY name";
    return comment(
               "What limbeck takes for tables of its own: each transaction looks, and keeps them "
               "so until it ends.") +
           "SELECT " + sql::postgresql::dollar_quoted(query) + " AS limbeck_refuse \\gset\n" +
           refuse;
  }

  ledger::Names names_;
  bool in_transaction_ = false;
  bool users_names_ = false;  ///< in the transaction: names are looked for where the session does
  bool settings_changed_ = false;
};

}  // namespace

std::unique_ptr<Shell> postgresql_shell(const ledger::Names& names) {
  return std::make_unique<PostgresqlShell>(names);
}

}  // namespace limbeck::offline
