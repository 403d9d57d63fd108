// Scripts for sqlite3, the shell of SQLite.
//
// It goes on after an error unless `.bail on` is said, and would then commit half a revision. SQL
// of SQLite's cannot raise an error of its own outside a trigger: what must hold is a row that a
// CHECK refuses, whose name is the message.
#include "limbeck/error.h"
#include "migrations/schema/sql_tokens.h"
#include "migrations/sql/dialect.h"
#include "runtime/offline/shell.h"
#include "runtime/offline/text.h"

namespace limbeck::offline {
namespace {

constexpr std::string_view objects_file = "limbeck-objects.sql";

class SqliteShell final : public Shell {
 public:
  std::string_view database() const override { return "SQLite"; }
  std::string_view usage() const override { return "sqlite3 DATABASE < FILE"; }

  std::string open(bool rebuilds_tables) override {
    std::string out = ".bail on\n.mode list\n.headers off\nPRAGMA foreign_keys = ON;\n";
    out +=
        "CREATE TEMP TABLE limbeck_script (\n"
        "  began REAL,\n"
        "  place INTEGER CONSTRAINT \"the database is where this step starts\" CHECK (place),\n"
        "  parents INTEGER CONSTRAINT \"every foreign key finds its parent row\" CHECK (parents)\n"
        ");\n";
    if (rebuilds_tables) {
      out += comment(
          "Tables are rebuilt. Their triggers and indexes that no revision made go with "
          "the old table");
      out += comment("and are made again as they were; meanwhile they are in " +
                     std::string(objects_file) + " in the current directory.");
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
          "  SELECT \"table\", parent, count(*) AS rows FROM pragma_foreign_key_check GROUP BY 1, "
          "2;\n";
    }
    return out;
  }

  std::string require(const std::string& condition, const std::string&) override {
    return "INSERT INTO temp.limbeck_script (place) SELECT " + condition + ";\n";
  }

  std::string statement(const sql::Statement& statement) override {
    const std::string table = sql::find_dialect("sqlite")->quote_literal(statement.text);
    switch (statement.kind) {
      case sql::Statement::Kind::save_objects:
        return "CREATE TEMP TABLE limbeck_saved AS\n"
               "  SELECT rowid AS place, type, name, sql FROM main.sqlite_schema\n"
               "  WHERE tbl_name = " +
               table + " COLLATE NOCASE AND type IN ('index', 'trigger') AND sql IS NOT NULL;\n";
      case sql::Statement::Kind::restore_objects:
        return ".once " + std::string(objects_file) +
               "\n"
               "SELECT sql || ';' FROM temp.limbeck_saved AS saved WHERE NOT EXISTS (\n"
               "  SELECT 1 FROM main.sqlite_schema AS here\n"
               "  WHERE here.type = saved.type AND here.name = saved.name COLLATE NOCASE)\n"
               "  ORDER BY place;\n"
               ".read " +
               std::string(objects_file) + "\nDROP TABLE temp.limbeck_saved;\n";
      default:
        look_for_pragma(statement.text);
        return terminated(statement.text);
    }
  }

  std::string commit(bool foreign_keys_off) override {
    std::string out;
    if (foreign_keys_off) {
      out +=
          "INSERT INTO temp.limbeck_script (parents) SELECT NOT EXISTS (\n"
          "  SELECT 1 FROM (SELECT \"table\", parent, count(*) AS rows FROM "
          "pragma_foreign_key_check GROUP BY 1, 2) AS now\n"
          "  WHERE now.rows > coalesce((SELECT rows FROM temp.limbeck_broken AS old\n"
          "    WHERE old.\"table\" = now.\"table\" AND old.parent = now.parent), 0));\n";
    }
    return out + "COMMIT;\n";
  }

  // Not before: a statement outside the transactions of a revision is without them as well.
  std::string close() override { return enforce(true); }

  ledger::Expressions recorded() const override {
    return {{"started", "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"},
            {"duration",
             "round((julianday('now') - (SELECT max(began) FROM temp.limbeck_script)) * 86400, 3)"},
            {"who", "'sqlite3'"}};
  }

 private:
  std::string enforce(bool on) {
    if (known_ && on == enforced_) return {};
    known_ = true;
    enforced_ = on;
    return std::string("PRAGMA foreign_keys = ") + (on ? "ON" : "OFF") + ";\n";
  }
  void look_for_pragma(std::string_view sql) {
    if (schema::lower_case(sql).find("foreign_keys") != std::string::npos) known_ = false;
  }

  bool enforced_ = true;
  bool known_ = true;  ///< unless a revision's own SQL set it
};

}  // namespace

std::unique_ptr<Shell> sqlite_shell() { return std::make_unique<SqliteShell>(); }

}  // namespace limbeck::offline
