// Scripts for sqlite3, the shell of SQLite.
//
// It goes on after an error unless `.bail on` is said, and would then commit half a revision. SQL
// of SQLite's cannot raise an error of its own outside a trigger: what must hold is a row that a
// CHECK refuses, whose name is the message.
#include "limbeck/error.h"
#include "migrations/sql/sqlite/sqlite_dialect.h"
#include "migrations/sql_text/lexer.h"
#include "migrations/sql_text/names.h"
#include "runtime/offline/shell.h"
#include "runtime/offline/sqlite/ledger.h"
#include "runtime/offline/sqlite/objects.h"
#include "runtime/offline/text.h"

namespace limbeck::offline {
namespace {

using Token = sql_text::Token;

/// Whether CR LF stands in a token of the kind: sqlite3 reads lines, and keeps LF only.
bool has_lost_line_end(std::string_view sql, Token::Kind kind) {
  if (sql.find("\r\n") == std::string_view::npos) return false;
  for (const Token& token : sql_text::lex(sql)) {
    if (token.kind == kind && token.text.find("\r\n") != std::string_view::npos) return true;
  }
  return false;
}

/// Whether an expression may stand where the statement has a text: not in what the schema keeps.
bool changes_rows(std::string_view sql) {
  for (const Token& token : sql_text::lex(sql)) {
    if (token.kind == Token::Kind::space) continue;
    for (const char* word : {"insert", "replace", "update", "delete"})
      if (sql_text::is_word(token, word)) return true;
    return false;
  }
  return false;
}

/// With `char(13)` for each CR in a text that the shell would drop. By replace(): a `||` for each
/// would be an expression that is too deep for SQLite (1,000) in a text of many lines.
std::string with_line_ends(std::string_view sql) {
  if (!has_lost_line_end(sql, Token::Kind::string)) return std::string(sql);
  std::string out;
  for (const Token& token : sql_text::lex(sql)) {
    if (token.kind != Token::Kind::string || !token.text.starts_with('\'') ||
        token.text.find("\r\n") == std::string_view::npos) {
      out += token.text;
      continue;
    }
    // Something that the text does not have.
    std::string mark = "{CR}";
    while (token.text.find(mark) != std::string_view::npos) mark.insert(1, "CR ");
    std::string_view rest = token.text;
    out += "replace(";
    for (std::size_t at; (at = rest.find("\r\n")) != std::string_view::npos;) {
      out += rest.substr(0, at);
      out += mark + "\n";
      rest.remove_prefix(at + 2);
    }
    out += rest;
    out += ", '" + mark + "', char(13))";
  }
  return out;
}

class SqliteShell final : public Shell {
 public:
  explicit SqliteShell(const ledger::Names& names) : names_(names) {}

  std::string_view usage() const override { return "sqlite3 DATABASE < FILE"; }

  /// Without it a temporary table would be found first.
  std::string ledger_schema() const override {
    return names_.schema.empty() ? "main" : sql::sqlite_dialect().quote(names_.schema);
  }

  std::string open(bool rebuilds_tables) override {
    // A view or trigger of the database may call no function that has effects outside of it.
    std::string out =
        ".bail on\n.mode list\n.headers off\nPRAGMA foreign_keys = ON;\nPRAGMA trusted_schema = "
        "OFF;\n";
    out +=
        "CREATE TEMP TABLE limbeck_script (\n"
        "  began REAL,\n"
        "  ledger INTEGER CONSTRAINT \"limbeck's own tables are ordinary tables\" CHECK (ledger),\n"
        "  version INTEGER,\n"
        "  place INTEGER CONSTRAINT \"the database is where this step starts\" CHECK (place),\n"
        "  parents INTEGER CONSTRAINT \"every foreign key finds its parent row\" CHECK (parents),\n"
        "  objects INTEGER CONSTRAINT \"the shell can make each index and trigger again\" CHECK "
        "(objects),\n"
        "  file INTEGER CONSTRAINT \"limbeck-objects.sql can be written in this folder, and "
        "nothing is "
        "there\" CHECK (file),\n"
        "  columns INTEGER CONSTRAINT \"a rebuild loses no column that no revision made\" CHECK "
        "(columns)\n"
        ");\n" +
        ledger_faults(ledger_schema(), names_);
    if (rebuilds_tables) {
      out += comment(
          "Tables are rebuilt. Their triggers and indexes that no revision made go with "
          "the old table");
      out += comment(
          "and are made again as they were; meanwhile they are in limbeck-objects.sql in "
          "the current directory.");
      out += prepare_saved_objects();
    }
    return out;
  }

  std::string begin(bool foreign_keys_off) override {
    std::string out = enforce(!foreign_keys_off) + "BEGIN IMMEDIATE;\n";
    out += "INSERT INTO temp.limbeck_script (began) VALUES (julianday('now'));\n";
    if (foreign_keys_off) {
      // Rows that were broken before are not this revision's fault.
      out +=
          "DROP TABLE IF EXISTS temp.limbeck_broken;\n"
          "CREATE TEMP TABLE limbeck_broken AS\n"
          "  SELECT \"table\", parent, count(*) AS rows FROM pragma_foreign_key_check() GROUP BY "
          "1, "
          "2;\n";
    }
    return out;
  }

  // A failed CHECK can only say its own name: what is wrong is printed before.
  std::string keep_ledger() override {
    return "SELECT fault FROM temp.limbeck_faults;\n"
           "INSERT INTO temp.limbeck_script (ledger, version) SELECT NOT EXISTS (SELECT 1 FROM "
           "temp.limbeck_faults), data_version FROM pragma_data_version();\n";
  }

  std::string require(const std::string& condition, const std::string&) override {
    return "INSERT INTO temp.limbeck_script (place) SELECT " + condition + ";\n";
  }

  std::string statement(const sql::Statement& statement) override {
    const std::string table = sql::sqlite_dialect().quote_literal(statement.text);
    switch (statement.kind) {
      case sql::Statement::Kind::save_objects:
        return refuse_other_columns(table, statement.columns) + save_objects(table);
      case sql::Statement::Kind::restore_objects:
        return restore_objects();
      default:
        look_for_pragma(statement.text);
        return terminated(with_line_ends(statement.text));
    }
  }

  std::string refusal(const sql::Statement& statement) const override {
    const bool in_names = has_lost_line_end(statement.text, Token::Kind::quoted);
    const bool in_texts = has_lost_line_end(statement.text, Token::Kind::string);
    if (!in_names && (!in_texts || changes_rows(statement.text))) return {};
    return "sqlite3 drops the carriage return before a line end, and this statement has both in a "
           "text "
           "or a name";
  }

  std::string commit(bool foreign_keys_off) override {
    std::string out;
    if (foreign_keys_off) {
      out +=
          "INSERT INTO temp.limbeck_script (parents) SELECT NOT EXISTS (\n"
          "  SELECT 1 FROM (SELECT \"table\", parent, count(*) AS rows FROM "
          "pragma_foreign_key_check() GROUP BY 1, 2) AS now\n"
          "  WHERE now.rows > coalesce((SELECT rows FROM temp.limbeck_broken AS old\n"
          "    WHERE old.\"table\" = now.\"table\" AND old.parent = now.parent), 0));\n";
    }
    return out + "COMMIT;\n";
  }

  // Foreign keys are enforced again at the end only, because statements outside of the revisions'
  // transactions run without them as well.
  std::string close() override { return enforce(true); }

  ledger::Expressions recorded() const override {
    return {{"started", "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"},
            {"duration",
             "round((julianday('now') - (SELECT began FROM temp.limbeck_script WHERE began IS NOT "
             "NULL ORDER BY rowid DESC LIMIT 1)) * 86400, 3)"},
            {"who", "'sqlite3'"}};
  }

 private:
  /// The columns are printed before the check fails.
  static std::string refuse_other_columns(const std::string& table,
                                          const std::vector<std::string>& columns) {
    std::string known;
    for (const std::string& column : columns) {
      known += (known.empty() ? "" : ", ") + sql::sqlite_dialect().quote_literal(column);
    }
    const std::string others =
        "FROM pragma_table_xinfo(" + table + ") WHERE name COLLATE NOCASE NOT IN (" + known + ")";
    return "SELECT 'no revision made column ' || name || ' of table ' || " + table +
           " || ', which its rebuild would lose'\n  " + others +
           ";\nINSERT INTO temp.limbeck_script (columns) SELECT NOT EXISTS (SELECT 1 " + others +
           ");\n";
  }

  std::string enforce(bool on) {
    if (known_ && on == enforced_) return {};
    known_ = true;
    enforced_ = on;
    return std::string("PRAGMA foreign_keys = ") + (on ? "ON" : "OFF") + ";\n";
  }
  void look_for_pragma(std::string_view sql) {
    if (sql_text::lower_case(sql).find("foreign_keys") != std::string::npos) known_ = false;
  }

  ledger::Names names_;
  bool enforced_ = true;
  bool known_ = true;  ///< unless a revision's own SQL set it
};

}  // namespace

std::unique_ptr<Shell> sqlite_shell(const ledger::Names& names) {
  return std::make_unique<SqliteShell>(names);
}

}  // namespace limbeck::offline
