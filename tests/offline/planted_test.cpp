// What an ordinary role, or a file's other users, made in the place of limbeck's tables stops a
// script as it stops the program, and runs in none of its statements.
#include <gtest/gtest.h>

#include "limbeck/migrator.h"
#include "runtime/connection/open.h"
#include "runtime/migrator/prepare.h"
#include "runtime/offline/script.h"
#include "tests/offline/shells.h"
#include "tests/unit/runtime/support/history.h"

namespace limbeck::test::planted_test {

LIMBECK_REVISION(d1) = {
    .message = "one",
    .upgrade =
        [](Operations& op) {
          op.create_table("one", {.columns = {{.name = "a", .type = integer}}});
        },
    .downgrade = reverse_of_upgrade,
};
LIMBECK_REVISION(d2) = {
    .revises = {"d1"},
    .message = "two, with settings of its own",
    .upgrade =
        [](Operations& op) {
          op.execute("SET search_path = aside, public");
          op.execute("CREATE TABLE two (a integer)");
        },
    .downgrade = [](Operations& op) { op.execute("DROP TABLE two"); },
};
LIMBECK_REVISION(d3) = {
    .revises = {"d2"},
    .message = "three, outside of a transaction",
    .upgrade =
        [](Operations& op) {
          op.execute("CREATE TABLE three (a integer)");
          op.autocommit_block([](Operations& block) {
            block.create_index("ix_one_a", "one", {"a"}, {.concurrently = true});
          });
        },
    .downgrade =
        [](Operations& op) {
          op.drop_index("ix_one_a", "one");
          op.execute("DROP TABLE three");
        },
};
LIMBECK_REVISION(f2) = {
    .revises = {"d1"},
    .message = "more",
    .upgrade = [](Operations& op) { op.execute("CREATE TABLE more (a integer)"); },
    .downgrade = [](Operations& op) { op.execute("DROP TABLE more"); },
};
LIMBECK_REVISION(e2) = {
    .revises = {"d1"},
    .message = "ends its transaction",
    .upgrade = [](Operations& op) { op.execute("CREATE TABLE ended (a integer); COMMIT; BEGIN"); },
    .downgrade = [](Operations& op) { op.execute("DROP TABLE ended"); },
};

namespace {

using tests::new_database;
using tests::Outcome;
using tests::ShellDatabase;

bool has(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

class PlantedScript : public testing::Test {
 protected:
  explicit PlantedScript(const char* dialect) : database_(new_database(dialect)) {
    history_.add("d1", limbeck_revision_d1);
  }

  std::string up(const std::string& range, const offline::Options& options = {}) const {
    return offline::upgrade(manifest_, migrator::graph_of(manifest_), dialect(), range, options);
  }
  /// Every kind of script there is, for a database at d1 or, `from_base`, at none.
  std::vector<std::string> scripts(bool from_base) const {
    const history::Graph graph = migrator::graph_of(manifest_);
    std::vector<std::string> out = {offline::ensure_version(manifest_, dialect(), {}),
                                    offline::stamp(manifest_, graph, dialect(), {"d1"}, true, {})};
    if (from_base) {
      out.push_back(up("base:d1"));
      out.push_back(offline::stamp(manifest_, graph, dialect(), {"base:d1"}, false, {}));
    } else {
      out.push_back(offline::downgrade(manifest_, graph, dialect(), "d1:base", {}));
    }
    return out;
  }
  void expect_refusals(bool from_base, std::initializer_list<std::string_view> words) {
    const std::string before = database_->dump();
    for (const std::string& script : scripts(from_base)) {
      const Outcome outcome = database_->run(script);
      EXPECT_NE(outcome.code, 0) << script;
      for (const std::string_view word : words)
        EXPECT_TRUE(has(outcome.output, word)) << word << "\n" << outcome.output << script;
    }
    EXPECT_EQ(database_->dump(), before);
  }
  void execute(std::string_view sql) const { connection::open(database_->url())->execute(sql); }
  const sql::Dialect& dialect() const { return *sql::find_dialect(database_->dialect()); }

  std::unique_ptr<ShellDatabase> database_;
  History history_;
  Manifest manifest_ = {};
};

class PostgresqlPlantedScript : public PlantedScript {
 protected:
  PostgresqlPlantedScript() : PlantedScript("postgresql") {}
  void SetUp() override {
    LIMBECK_NEEDS_SHELL(database_);
    history_.add("d2", limbeck_revision_d2).add("d3", limbeck_revision_d3);
    manifest_ = history_.on_postgresql().manifest();
    start();
  }
  void start() {
    database_ = new_database("postgresql");
    execute(
        "DO $$ BEGIN CREATE ROLE app LOGIN; EXCEPTION WHEN duplicate_object THEN END $$;"
        "GRANT CREATE, USAGE ON SCHEMA public TO app; CREATE SCHEMA aside AUTHORIZATION app");
    // The number of calls stays, whatever is rolled back.
    plant(
        "CREATE SEQUENCE public.planted_calls; GRANT ALL ON SEQUENCE public.planted_calls TO "
        "PUBLIC;"
        "CREATE FUNCTION public.planted() RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN"
        " PERFORM pg_catalog.nextval('public.planted_calls'); RETURN true; END $$;"
        "CREATE FUNCTION public.planted_trigger() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " PERFORM public.planted(); RETURN NEW; END $$");
  }
  void plant(std::string_view sql) const {
    const std::string url = database_->url();
    connection::open(url + (has(url, "?") ? "&" : "?") + "user=app")->execute(sql);
  }
  bool was_called() const {
    const Rows rows = connection::open(database_->url())
                          ->query("SELECT is_called::int FROM public.planted_calls", {});
    return std::get<std::int64_t>(rows.rows.at(0).at(0)) != 0;
  }
};

struct Case {
  const char* sql;
  std::string_view says;
};

TEST_F(PostgresqlPlantedScript,
       stops_at_whatever_stands_in_the_place_of_limbecks_tables_and_names_it) {
  for (const auto& [sql, says] : std::vector<Case>{
           {"CREATE VIEW limbeck_version AS SELECT 'd1'::varchar AS version_num WHERE planted()",
            "public.limbeck_version, which is a view of the role 'app'"},
           {"CREATE TABLE limbeck_version (version_num varchar(32) PRIMARY KEY)",
            "belongs to the role 'app'"},
           {"CREATE TABLE limbeck_version (version_num varchar(32) PRIMARY KEY);"
            "CREATE TRIGGER own BEFORE INSERT ON limbeck_version EXECUTE FUNCTION "
            "planted_trigger()",
            "has the trigger 'own', which calls public.planted_trigger() of the role 'app'"},
           {"CREATE TABLE limbeck_history (id bigint DEFAULT nextval('planted_calls'), revision "
            "text)",
            "public.limbeck_history, which belongs to the role 'app'"},
           {"CREATE TABLE limbeck_version (version_num text) PARTITION BY LIST (version_num)",
            "is a partitioned table"},
           {"CREATE MATERIALIZED VIEW limbeck_version AS SELECT 'd1'::text AS version_num",
            "is a materialized view"},
           {"CREATE SEQUENCE limbeck_version", "is a sequence"},
           {"CREATE TYPE limbeck_version AS (version_num text)", "is a composite type"},
       }) {
    SCOPED_TRACE(sql);
    plant(std::string("SET search_path = public; ") + sql);
    plant("SELECT setval('public.planted_calls', 1, false)");
    expect_refusals(true, {says, ": it would run what others wrote, or believe what they say; "});
    EXPECT_FALSE(was_called());
    start();
  }
}

TEST_F(PostgresqlPlantedScript, stops_at_what_would_run_with_a_write_to_the_tables) {
  for (const auto& [sql, says] : std::vector<Case>{
           {"CREATE TRIGGER own AFTER UPDATE ON limbeck_version EXECUTE FUNCTION planted_trigger()",
            "DROP TRIGGER own ON public.limbeck_version"},
           {"CREATE RULE own AS ON INSERT TO limbeck_history DO ALSO SELECT planted()",
            "DROP RULE own ON public.limbeck_history"},
           {"ALTER TABLE limbeck_history ALTER COLUMN who SET DEFAULT planted()::text",
            "ALTER TABLE public.limbeck_history ALTER COLUMN who DROP DEFAULT"},
           {"ALTER TABLE limbeck_version ADD CONSTRAINT own CHECK (planted()) NOT VALID",
            "ALTER TABLE public.limbeck_version DROP CONSTRAINT own"},
           {"CREATE TABLE child () INHERITS (limbeck_version)",
            "ALTER TABLE public.child NO INHERIT public.limbeck_version"}}) {
    SCOPED_TRACE(sql);
    if (!has(database_->dump(), "limbeck_version")) {
      const Outcome first = database_->run(up("base:d1"));
      EXPECT_EQ(first.code, 0) << first.output;
    }
    execute(sql);
    execute("SELECT setval('public.planted_calls', 1, false)");
    expect_refusals(false, {says});
    EXPECT_FALSE(was_called());
    execute(std::string(says) + (has(sql, "child") ? "; DROP TABLE child" : ""));
  }
  EXPECT_EQ(database_->run(up("d1:d3")).code, 0);
}

TEST_F(PostgresqlPlantedScript, sees_what_is_added_between_two_of_its_transactions) {
  std::string script = up("base:d3");
  const std::size_t place = script.find("\n-- Running upgrade d1 -> d2");
  ASSERT_NE(place, std::string::npos);
  script.insert(
      place,
      "\nGRANT TRIGGER ON limbeck_version TO app;\nSET SESSION AUTHORIZATION app;\n"
      "CREATE TRIGGER own AFTER UPDATE ON limbeck_version EXECUTE FUNCTION planted_trigger();\n"
      "RESET SESSION AUTHORIZATION;\n");
  const Outcome outcome = database_->run(script);
  EXPECT_EQ(outcome.code, 3);
  EXPECT_TRUE(has(outcome.output, "has the trigger 'own'")) << outcome.output;
  EXPECT_FALSE(was_called());
  EXPECT_EQ(database_->history(), "d1 upgrade checksum of d1 compatible timed\n");
}

TEST_F(PostgresqlPlantedScript, runs_nothing_of_the_names_of_what_it_found) {
  const std::string names[] = {
      "x'; SELECT public.planted(); --",  "''; SELECT public.planted(); --",
      "\\'; SELECT public.planted(); --", "\\''; SELECT planted(); --",
      "$limbeck$; SELECT planted(); --",  "%s % %% :limbeck_path \\gexec"};
  const std::string schema = "a\"'\\% :'limbeck_path'";
  execute("CREATE SCHEMA " + dialect().quote(schema));
  const offline::Options named{.ledger = {.schema = schema}};
  const std::string path = "SET search_path = " + dialect().quote(schema) + ", public;\n";
  EXPECT_EQ(database_->run(path + up("base:d1")).code, 0);
  execute("DROP TABLE " + dialect().quote(schema) + ".one");
  for (const std::string& name : names) {
    execute("CREATE TRIGGER " + dialect().quote(name) + " AFTER UPDATE ON " +
            dialect().quote(schema) + ".limbeck_version EXECUTE FUNCTION public.planted_trigger()");
  }
  for (const std::string& script : {path + up("d1:d3"), up("d1:d3", named)}) {
    const Outcome outcome = database_->run(script);
    EXPECT_EQ(outcome.code, 3) << outcome.output;
    for (const std::string& name : names)
      EXPECT_TRUE(has(outcome.output, "the trigger '" + name + "'")) << name << outcome.output;
    EXPECT_FALSE(was_called());
  }
}

TEST_F(PostgresqlPlantedScript,
       leaves_a_revisions_statements_the_search_path_that_the_session_has) {
  for (const char* path : {"aside, public", "\"$user\",aside,public", "'', aside", "aside"}) {
    execute(std::string("ALTER DATABASE ") +
            std::get<std::string>(connection::open(database_->url())
                                      ->query("SELECT current_database()::text", {})
                                      .rows.at(0)
                                      .at(0)) +
            " SET search_path = " + path);
    const Outcome outcome = database_->run(up("base:d3"));
    EXPECT_EQ(outcome.code, 0) << outcome.output;
    EXPECT_EQ(outcome.output, "");
    for (const char* table : {"one", "two", "three", "limbeck_version", "limbeck_history"})
      EXPECT_TRUE(has(database_->dump(), std::string("CREATE TABLE aside.") + table))
          << path << table;
    Migrator(manifest_, database_->url()).downgrade("base");
    execute("DROP TABLE aside.limbeck_version, aside.limbeck_history");
  }
}

TEST_F(PostgresqlPlantedScript, finds_its_tables_where_the_program_does) {
  const auto online = new_database("postgresql");
  for (const ShellDatabase* each : {database_.get(), online.get()}) {
    connection::open(each->url())
        ->execute("CREATE SCHEMA IF NOT EXISTS aside; CREATE SCHEMA \"or \"\" not\"");
  }
  const offline::Options named{.ledger = {.schema = "or \" not"}};
  const Outcome outcome = database_->run(up("base:d1", named));
  EXPECT_EQ(outcome.code, 0) << outcome.output;
  EXPECT_TRUE(has(database_->dump(), "CREATE TABLE \"or \"\" not\".limbeck_version"));
  const Outcome nowhere = database_->run("SET search_path = nowhere;\n" + up("base:d1"));
  EXPECT_EQ(nowhere.code, 3);
  EXPECT_TRUE(has(nowhere.output, "no schema of the search_path is in this database"))
      << nowhere.output;
}

TEST_F(PostgresqlPlantedScript, stops_where_a_revision_has_ended_its_transaction) {
  History history;
  history.add("d1", limbeck_revision_d1).add("e2", limbeck_revision_e2);
  manifest_ = history.on_postgresql().manifest();
  const Outcome outcome = database_->run(up("base:e2"));
  EXPECT_EQ(outcome.code, 3);
  EXPECT_TRUE(has(outcome.output, "limbeck_revision")) << outcome.output;
  EXPECT_EQ(database_->history(), "d1 upgrade checksum of d1 compatible timed\n");
}

class SqlitePlantedScript : public PlantedScript {
 protected:
  SqlitePlantedScript() : PlantedScript("sqlite") {}
  void SetUp() override {
    LIMBECK_NEEDS_SHELL(database_);
    manifest_ = history_.manifest();
  }
};

TEST_F(SqlitePlantedScript, stops_at_whatever_stands_in_the_place_of_limbecks_tables_and_names_it) {
  for (const auto& [sql, says] : std::vector<Case>{
           {"CREATE VIEW limbeck_version AS SELECT 'd1' AS version_num WHERE 0",
            "'limbeck_version' is a view"},
           {"CREATE VIEW Limbeck_History AS SELECT 1 AS id", "'limbeck_history' is a view"},
           {"CREATE VIRTUAL TABLE limbeck_version USING fts5(version_num)",
            "'limbeck_version' is a virtual table"},
           {"CREATE TABLE limbeck_version (version_num VARCHAR(32) PRIMARY KEY NOT NULL);"
            "CREATE TRIGGER own AFTER INSERT ON LIMBECK_VERSION BEGIN DELETE FROM limbeck_version; "
            "END",
            "'limbeck_version' is a table with the trigger 'own'"},
           {"CREATE TABLE limbeck_version (version_num TEXT, other TEXT AS (version_num || 'x'))",
            "a table with the generated column 'other'"},
           {"CREATE TABLE limbeck_version (version_num TEXT PRIMARY KEY);"
            "CREATE TABLE other (a REFERENCES limbeck_version ON UPDATE CASCADE)",
            "a table that a foreign key of 'other' acts on"}}) {
    SCOPED_TRACE(sql);
    database_ = new_database("sqlite");
    execute(sql);
    expect_refusals(
        true, {says, "see who made that and drop it", "limbeck's own tables are ordinary tables"});
  }
}

TEST_F(SqlitePlantedScript, sees_what_another_connection_adds_between_two_of_its_transactions) {
  history_.add("f2", limbeck_revision_f2);
  manifest_ = history_.manifest();
  std::string script = up("base:f2");
  const std::size_t place = script.find("\n-- Running upgrade d1 -> f2");
  ASSERT_NE(place, std::string::npos);
  const std::string file = database_->url().substr(std::string_view("sqlite:").size());
  script.insert(place,
                "\n.shell sqlite3 '" + file +
                    "' 'CREATE TRIGGER own AFTER UPDATE ON limbeck_version BEGIN SELECT 1; END'\n");
  const Outcome outcome = database_->run(script);
  EXPECT_NE(outcome.code, 0);
  EXPECT_TRUE(has(outcome.output, "the trigger 'own'")) << outcome.output;
  EXPECT_EQ(database_->history(), "d1 upgrade checksum of d1 compatible timed\n");
}

TEST_F(SqlitePlantedScript, writes_the_tables_of_the_file_whatever_is_temporary) {
  const std::string before =
      "CREATE TEMP TABLE limbeck_version (version_num);\nINSERT INTO temp.limbeck_version VALUES "
      "('x');\n";
  const Outcome outcome = database_->run(before + up("base:d1"));
  EXPECT_EQ(outcome.code, 0) << outcome.output;
  EXPECT_EQ(Migrator(manifest_, database_->url()).current(), std::vector<std::string>{"d1"});
  const Outcome trigger = database_->run(
      "CREATE TEMP TRIGGER own AFTER DELETE ON main.limbeck_version BEGIN SELECT 1; END;\n" +
      offline::downgrade(manifest_, migrator::graph_of(manifest_), dialect(), "d1:base", {}));
  EXPECT_NE(trigger.code, 0);
  EXPECT_TRUE(has(trigger.output, "the trigger 'own'")) << trigger.output;
}

}  // namespace
}  // namespace limbeck::test::planted_test
