// SQLite files that somebody else made: limbeck's own tables are tables and nothing more, and what
// else stands in the file calls nothing.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <fstream>
#include <sstream>

#include "limbeck/command_line.h"
#include "limbeck/migrate.h"
#include "limbeck/revision.h"
#include "runtime/connection/open.h"
#include "tests/unit/runtime/support/database.h"
#include "tests/unit/runtime/support/errors.h"
#include "tests/unit/runtime/support/history.h"
#include "tests/unit/runtime/support/temporary_directory.h"

namespace limbeck::test::sqlite_ledger_table_test {
namespace {

LIMBECK_REVISION(f1) = {
    .message = "notes",
    .upgrade =
        [](Operations& op) {
          op.create_table("notes", {.columns = {{.name = "id", .type = bigint},
                                                {.name = "t", .type = text, .nullable = true}},
                                    .primary_key = {.name = "pk_notes", .columns = {"id"}}});
        },
};
LIMBECK_REVISION(f2) = {
    .revises = {"f1"},
    .message = "rows",
    .upgrade = [](Operations& op) { op.execute("UPDATE notes SET t = t || '!'"); },
};
LIMBECK_REVISION(f3) = {
    .revises = {"f2"},
    .message = "rebuild",
    .upgrade =
        [](Operations& op) { op.alter_column("notes", "t", {.nullable = false, .fill = "'?'"}); },
};

LIMBECK_REVISION(f9) = {
    .revises = {"f1"},
    .message = "a trigger on the ledger",
    .upgrade =
        [](Operations& op) {
          op.execute(
              "CREATE TRIGGER gone AFTER UPDATE ON limbeck_version"
              " BEGIN DELETE FROM limbeck_version; END");
        },
};

constexpr const char* version_table =
    "CREATE TABLE limbeck_version (version_num VARCHAR(32) NOT NULL,"
    " CONSTRAINT limbeck_version_pkc PRIMARY KEY (version_num));";
constexpr const char* endless =
    " AS WITH RECURSIVE c (version_num) AS (SELECT 1 UNION ALL SELECT version_num + 1 FROM c)"
    " SELECT version_num FROM c";

class SqliteLedgerTable : public testing::Test {
 protected:
  /// A new file on which `sql` was run, by a connection that lets everything through.
  void make(const std::string& sql) {
    file_ = directory_.path() / (std::to_string(++files_) + ".db");
    make_more(sql);
  }
  void make_more(const std::string& sql) const {
    sqlite3* database = nullptr;
    sqlite3_open(file_.c_str(), &database);
    char* message = nullptr;
    EXPECT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, &message), SQLITE_OK)
        << sql << ": " << (message == nullptr ? "" : message);
    sqlite3_free(message);
    sqlite3_close(database);
  }
  std::string url() const { return "sqlite:" + file_.string(); }
  std::string bytes() const {
    std::ostringstream out;
    out << std::ifstream(file_, std::ios::binary).rdbuf();
    return out.str();
  }
  /// What a command prints of errors; its exit code.
  int run(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "shop-migrate");
    arguments.insert(arguments.end(), {"--url", url()});
    std::vector<const char*> values;
    for (const std::string& argument : arguments) values.push_back(argument.c_str());
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    const int code = command_line(manifest_, static_cast<int>(values.size()), values.data());
    told_ = testing::internal::GetCapturedStdout() + testing::internal::GetCapturedStderr();
    return code;
  }
  void expect_refused(const std::string& sql, const std::string& what,
                      const std::vector<std::vector<std::string>>& commands) {
    make(sql);
    const std::string before = bytes();
    for (const auto& command : commands) {
      EXPECT_EQ(run(command), 1) << command.front() << ": " << sql;
      EXPECT_NE(told_.find(what), std::string::npos) << command.front() << ": " << sql << "\n"
                                                     << told_;
      EXPECT_NE(told_.find(file_.string()), std::string::npos) << told_;
    }
    const Error error = error_of([&] { migrate(manifest_, url()); });
    EXPECT_EQ(error.code(), Error::Code::history) << error.what();
    EXPECT_TRUE(says(error, what)) << sql;
    EXPECT_EQ(bytes(), before) << sql;
  }

  const std::vector<std::vector<std::string>> writing_ = {
      {"upgrade"},
      {"stamp", "--no-verify", "head"},
      {"stamp", "--purge", "--no-verify", "base"},
      {"ensure_version"}};
  const std::vector<std::vector<std::string>> reading_ = {
      {"current"},       {"current", "--json"}, {"verify"},  {"plan"},
      {"check"},         {"history"},           {"upgrade"}, {"stamp", "--no-verify", "head"},
      {"ensure_version"}};

  TemporaryDirectory directory_;
  int files_ = 0;
  std::filesystem::path file_;
  std::string told_;
  History history_ = [] {
    History history;
    history.add("f1", limbeck_revision_f1).add("f2", limbeck_revision_f2);
    history.add("f3", limbeck_revision_f3);
    return history;
  }();
  Manifest manifest_ = history_.manifest();
};

TEST_F(SqliteLedgerTable, that_is_no_table_is_never_read) {
  auto commands = reading_;
  std::erase(commands, std::vector<std::string>{"history"});  // reads no database
  for (const auto& [sql, what] : std::vector<std::pair<std::string, std::string>>{
           // Whoever reads them waits for ever.
           {"CREATE VIEW limbeck_version" + std::string(endless), "is a view"},
           {"CREATE VIEW LIMBECK_VERSION" + std::string(endless), "is a view"},
           {"CREATE VIEW limbeck_version AS SELECT 'f3' AS version_num", "is a view"},
           {"CREATE VIEW limbeck_version AS SELECT version_num FROM gone", "is a view"},
           {"CREATE VIEW limbeck_version AS SELECT load_extension('/x') AS version_num",
            "is a view"},
           {"CREATE VIRTUAL TABLE limbeck_version USING fts5(version_num)", "is a virtual table"},
           {"CREATE VIRTUAL TABLE limbeck_version USING fts4(version_num)", "is a virtual table"},
           {"CREATE VIEW seen (version_num)" + std::string(endless) +
                ";CREATE VIRTUAL TABLE limbeck_version USING fts5(version_num, content = 'seen')",
            "is a virtual table"},
       }) {
    expect_refused(sql, what, commands);
  }
  expect_refused(std::string(version_table) + "CREATE VIEW limbeck_history" + endless, "is a view",
                 writing_);
}

TEST_F(SqliteLedgerTable, that_runs_something_is_never_written) {
  const std::string table = version_table;
  for (const auto& [sql, what] : std::vector<std::pair<std::string, std::string>>{
           {"CREATE TRIGGER mine AFTER INSERT ON limbeck_version"
            " BEGIN DELETE FROM limbeck_version WHERE version_num = NEW.version_num; END",
            "the trigger 'mine'"},
           {"CREATE TRIGGER mine BEFORE DELETE ON limbeck_version BEGIN SELECT 1; END",
            "the trigger 'mine'"},
           {"CREATE TRIGGER mine BEFORE UPDATE OF version_num ON limbeck_version"
            " BEGIN SELECT RAISE(IGNORE); END",
            "the trigger 'mine'"},
           {"CREATE TRIGGER mine BEFORE UPDATE ON limbeck_version WHEN load_extension('/x')"
            " BEGIN SELECT 1; END",
            "unsafe use of load_extension"},
           {"CREATE TABLE others (v REFERENCES limbeck_version ON DELETE CASCADE)",
            "foreign key, acts on"},
           {"CREATE INDEX mine ON limbeck_version (lower(version_num))", "the function lower"},
           {"ALTER TABLE limbeck_version ADD COLUMN g AS (version_num || 'x')",
            "the generated column 'g'"},
       }) {
    expect_refused(table + sql, what, writing_);
  }
  expect_refused(
      "CREATE TABLE limbeck_version (version_num TEXT PRIMARY KEY CHECK "
      "(abs(length(version_num))))",
      "the function ", writing_);
  expect_refused(
      "CREATE TABLE limbeck_version (version_num TEXT PRIMARY KEY, x DEFAULT (random()))",
      "the function random", writing_);
  expect_refused("CREATE TABLE limbeck_version (a, version_num AS (lower(a)))",
                 "the function lower", writing_);
  make("SELECT 1");
  migrate(history_.manifest(1), url());
  execute(url(), "CREATE TRIGGER mine AFTER INSERT ON limbeck_history BEGIN SELECT 1; END");
  EXPECT_TRUE(says(error_of([&] { migrate(manifest_, url()); }), "the trigger 'mine'"));
  EXPECT_EQ(column(url(), "SELECT version_num FROM limbeck_version"),
            std::vector<std::string>{"f1"});
}

TEST_F(SqliteLedgerTable, that_a_revision_makes_lose_its_row_takes_the_revision_back) {
  make("SELECT 1");
  migrate(history_.manifest(1), url());
  History history;
  history.add("f1", limbeck_revision_f1).add("f9", limbeck_revision_f9);
  const std::string before = dump(url());
  EXPECT_TRUE(says(error_of([&] { migrate(history.manifest(), url()); }),
                   "was to hold f9, and holds no row"));
  EXPECT_EQ(dump(url()), before);
}

TEST_F(SqliteLedgerTable, of_alembic_s_with_a_column_for_the_time_is_taken_over) {
  make(
      "CREATE TABLE limbeck_version (version_num TEXT PRIMARY KEY,"
      " at TEXT DEFAULT CURRENT_TIMESTAMP) WITHOUT ROWID");
  migrate(manifest_, url());
  EXPECT_EQ(column(url(), "SELECT version_num FROM limbeck_version"),
            std::vector<std::string>{"f3"});
}

TEST_F(SqliteLedgerTable, is_not_one_that_only_a_connection_has) {
  for (const char* temporary : {"CREATE TEMP TABLE limbeck_version (version_num TEXT)",
                                "CREATE TEMP VIEW limbeck_version AS SELECT 'f3' AS version_num",
                                "CREATE TEMP TABLE limbeck_history (x)"}) {
    make("SELECT 1");
    sqlite3* app = nullptr;
    sqlite3_open(file_.c_str(), &app);
    sqlite3_exec(app, temporary, nullptr, nullptr, nullptr);
    EXPECT_TRUE(says(error_of([&] { migrate(manifest_, app); }), "a temporary table or view"))
        << temporary;
    sqlite3_close(app);
  }
  make(version_table);
  sqlite3* app = nullptr;
  sqlite3_open(file_.c_str(), &app);
  sqlite3_exec(app,
               "CREATE TEMP TRIGGER mine AFTER INSERT ON main.limbeck_version BEGIN SELECT 1; END",
               nullptr, nullptr, nullptr);
  EXPECT_TRUE(says(error_of([&] { migrate(manifest_, app); }), "the trigger 'mine'"));
  sqlite3_close(app);
}

TEST_F(SqliteLedgerTable, is_not_one_of_another_file_that_the_connection_has_attached) {
  make(std::string(version_table) + "INSERT INTO limbeck_version VALUES ('f3')");
  const std::string other = file_.string();
  const std::string before = bytes();
  make("SELECT 1");
  sqlite3* app = nullptr;
  sqlite3_open(file_.c_str(), &app);
  sqlite3_exec(app, ("ATTACH '" + other + "' AS other").c_str(), nullptr, nullptr, nullptr);
  EXPECT_EQ(migrate(manifest_, app).applied.size(), 3U);
  EXPECT_TRUE(migrate(manifest_, app).applied.empty());
  sqlite3_close(app);
  EXPECT_EQ(column(url(), "SELECT version_num FROM limbeck_version"),
            std::vector<std::string>{"f3"});
  file_ = other;
  EXPECT_EQ(bytes(), before);
}

TEST_F(SqliteLedgerTable, beside_it_no_table_says_what_a_pragma_should) {
  for (const char* planted : {"CREATE TABLE pragma_table_list (schema, type, name)",
                              "CREATE VIEW pragma_table_list AS SELECT 'main' AS schema,"
                              " 'table' AS type, 'notes' AS name"}) {
    make("SELECT 1");
    migrate(manifest_, url());
    make_more(planted);
    EXPECT_EQ(run({"verify"}), 1) << planted;
    EXPECT_NE(told_.find("'pragma_table_list' is not a function"), std::string::npos) << told_;
  }
}

TEST_F(SqliteLedgerTable, beside_it_nothing_in_the_file_calls_what_acts_outside_of_it) {
  for (const std::string sql :
       {"CREATE TRIGGER mine AFTER UPDATE ON notes BEGIN SELECT load_extension('/x'); END",
        "CREATE TRIGGER mine AFTER UPDATE ON notes BEGIN SELECT fts3_tokenizer('x', x'00'); END",
        "CREATE TRIGGER mine AFTER UPDATE ON notes"
        " BEGIN UPDATE words_config SET v = 0; END",
        "CREATE VIEW seen AS SELECT load_extension('/x') AS x;"
        "CREATE TRIGGER mine AFTER UPDATE ON notes BEGIN SELECT x FROM seen; END"}) {
    make("CREATE VIRTUAL TABLE words USING fts5(t)");
    migrate(history_.manifest(1), url());
    make_more(sql);
    const std::string before = dump(url());
    const Error error = error_of([&] { migrate(manifest_, url()); });
    EXPECT_TRUE(says(error, "unsafe use of") || says(error, "may not be modified") ||
                says(error, "disabled"))
        << error.what();
    EXPECT_EQ(dump(url()), before) << sql;
  }
}

TEST_F(SqliteLedgerTable, beside_it_search_indexes_and_functions_of_indexes_go_on) {
  make("SELECT 1");
  migrate(history_.manifest(1), url());
  make_more(
      "CREATE VIRTUAL TABLE words USING fts5(t, content = 'notes', content_rowid = 'id');"
      "CREATE TRIGGER words_ai AFTER INSERT ON notes"
      " BEGIN INSERT INTO words (rowid, t) VALUES (NEW.id, NEW.t); END;"
      "CREATE TRIGGER words_au AFTER UPDATE ON notes BEGIN"
      " INSERT INTO words (words, rowid, t) VALUES ('delete', OLD.id, OLD.t);"
      " INSERT INTO words (rowid, t) VALUES (NEW.id, NEW.t); END;"
      "CREATE VIRTUAL TABLE places USING rtree(id, x0, x1);"
      "CREATE TRIGGER places_au AFTER UPDATE ON notes"
      " BEGIN INSERT INTO places VALUES (NEW.id, NEW.id, NEW.id + 1); END;"
      "CREATE INDEX lower_notes ON notes (lower(t), json_valid(t)) WHERE length(t) > 0;"
      "CREATE VIEW long_notes AS SELECT upper(t) AS t FROM notes, json_each('[1]');"
      "INSERT INTO notes VALUES (1, 'one'), (2, 'two')");
  migrate(manifest_, url());
  EXPECT_EQ(column(url(), "SELECT rowid FROM words WHERE words MATCH 'two'"),
            std::vector<std::string>{"2"});
  EXPECT_EQ(column(url(), "SELECT id FROM places ORDER BY 1"),
            (std::vector<std::string>{"1", "2"}));
  EXPECT_EQ(column(url(), "SELECT t FROM long_notes ORDER BY 1"),
            (std::vector<std::string>{"ONE!", "TWO!"}));
  EXPECT_EQ(column(url(), "SELECT count(*) FROM sqlite_schema WHERE name = 'lower_notes'"),
            std::vector<std::string>{"1"});
}

TEST_F(SqliteLedgerTable, beside_it_the_file_of_an_application_s_connection_calls_its_functions) {
  make("SELECT 1");
  migrate(history_.manifest(1), url());
  sqlite3* app = nullptr;
  sqlite3_open(file_.c_str(), &app);
  sqlite3_create_function_v2(
      app, "mine", 1, SQLITE_UTF8, nullptr,
      [](sqlite3_context* context, int, sqlite3_value** values) {
        sqlite3_result_value(context, values[0]);
      },
      nullptr, nullptr, nullptr);
  sqlite3_db_config(app, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 1, nullptr);
  sqlite3_exec(app,
               "INSERT INTO notes VALUES (1, 'one'); CREATE TABLE told (t CHECK (mine(t) <> ''));"
               "CREATE TRIGGER tell AFTER UPDATE ON notes"
               " BEGIN INSERT INTO told VALUES (mine(NEW.t)); END",
               nullptr, nullptr, nullptr);
  migrate(manifest_, app);
  int trusted = -1, defensive = -1;
  sqlite3_db_config(app, SQLITE_DBCONFIG_TRUSTED_SCHEMA, -1, &trusted);
  sqlite3_db_config(app, SQLITE_DBCONFIG_DEFENSIVE, -1, &defensive);
  EXPECT_EQ(trusted, 1);
  EXPECT_EQ(defensive, 0);
  sqlite3_close(app);
  EXPECT_EQ(column(url(), "SELECT t FROM told"), std::vector<std::string>{"one!"});
}

}  // namespace
}  // namespace limbeck::test::sqlite_ledger_table_test
