// What belongs to a history is the same for everything that compares a database with one: each
// rule is asked of `verify`, of the tests that limbeck_add_migrations registers, of `introspect`
// and of `revision --against`, on one database each, through the target's own tool.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "limbeck/command_line.h"
#include "migrations/diff/diff.h"
#include "migrations/history/replay.h"
#include "migrations/schema/json.h"
#include "migrations/scope/governed.h"
#include "runtime/migrator/prepare.h"
#include "tests/servers/postgresql_server.h"
#include "tests/unit/runtime/support/history.h"
#include "tests/unit/runtime/support/temporary_directory.h"

namespace limbeck::test::scope_server_test {
namespace {

using tests::PostgresqlServer;

/// Whether what a revision made with SQL alone counts as a difference.
enum class Counts : unsigned char {
  no,
  yes,
  /// In a scratch database every schema is the history's. In a live one only those are that it
  /// names or a filter chooses.
  in_scratch_only,
};

struct Rule {
  const char* name;
  const char* sql;  ///< run by a revision that says nothing of its effect
  Counts counts;
  std::vector<std::string_view> exclude = {}, schemas = {};
};

const char* sql_of_rule;

constinit const Revision revision{
    .message = "make users, and something else",
    .upgrade =
        [](Operations& op) {
          op.create_table("users", {.columns = {{.name = "id", .type = bigint}},
                                    .primary_key = {.name = "pk_users", .columns = {"id"}}});
          op.execute(sql_of_rule);
        },
    .downgrade = irreversible("a test")};

class ScopeRules : public testing::Test {
 protected:
  /// Runs the rule's history on the database and asks all four.
  void ask(const Rule& rule, Manifest manifest, const std::string& url,
           const std::vector<std::string>& server) {
    SCOPED_TRACE(rule.name);
    sql_of_rule = rule.sql;
    manifest.exclude_tables = {rule.exclude.data(), rule.exclude.size()};
    manifest.include_schemas = {rule.schemas.data(), rule.schemas.size()};
    const schema::Schema schema = history::replay(manifest, {0}).schema;
    directory_.write("models.json", schema::to_json(schema).dump());
    const std::string models = (directory_.path() / "models.json").string();
    const bool counts = rule.counts == Counts::yes;
    const bool counts_in_scratch = rule.counts != Counts::no;

    ASSERT_EQ(run(manifest, {"upgrade", "--url", url}).code, 0) << printed_.err;
    EXPECT_EQ(run(manifest, {"verify", "--url", url}).code, counts ? 3 : 0) << printed_.out;

    std::vector<std::string> test = {"test", "--only", "models", "--models", models};
    test.insert(test.end(), server.begin(), server.end());
    EXPECT_EQ(run(manifest, test).code, counts_in_scratch ? 1 : 0) << printed_.out << printed_.err;

    ASSERT_EQ(run(manifest, {"introspect", "--url", url, "--like", models}).code, 0)
        << printed_.err;
    schema::Schema found = schema::schema_from_text(printed_.out);
    // What introspect prints has the extensions of the database, which are the administrator's.
    found.extensions = schema.extensions;
    EXPECT_EQ(!equivalent(found, schema), counts) << printed_.out;

    const schema::Schema wanted = scope::governed(schema, found, {}, scope::Declared::everything);
    EXPECT_EQ(!diff::diff(found, wanted).empty(), counts) << printed_.out;
  }

  struct Printed {
    int code;
    std::string out, err;
  };
  const Printed& run(const Manifest& manifest, std::vector<std::string> arguments) {
    std::vector<const char*> pointers = {"shop-migrate"};
    for (const std::string& argument : arguments) pointers.push_back(argument.c_str());
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    const int code = command_line(manifest, static_cast<int>(pointers.size()), pointers.data());
    printed_ = {code, testing::internal::GetCapturedStdout(), ""};
    printed_.err = testing::internal::GetCapturedStderr();
    return printed_;
  }

  TemporaryDirectory directory_;
  Printed printed_;
};

const std::vector<Rule>& rules_of_postgresql() {
  static const std::vector<Rule> rules{
      // Each kind of thing in the default schema, and a pattern that leaves it out.
      {"a table", "CREATE TABLE x (a int)", Counts::yes},
      {"a table that is left out", "CREATE TABLE x (a int)", Counts::no, {"x"}},
      {"an enum", "CREATE TYPE x AS ENUM ('a')", Counts::yes},
      {"an enum that is left out", "CREATE TYPE x AS ENUM ('a')", Counts::no, {"x"}},
      {"a sequence", "CREATE SEQUENCE x", Counts::yes},
      {"a sequence that is left out", "CREATE SEQUENCE x", Counts::no, {"x"}},
      {"a domain", "CREATE DOMAIN x AS int", Counts::yes},
      {"a domain that is left out", "CREATE DOMAIN x AS int", Counts::no, {"x"}},
      {"a view", "CREATE VIEW x AS SELECT id FROM users", Counts::yes},
      {"a view that is left out", "CREATE VIEW x AS SELECT id FROM users", Counts::no, {"x"}},
      {"a function", "CREATE FUNCTION x() RETURNS int LANGUAGE sql AS 'SELECT 1'", Counts::yes},
      {"a function that is left out",
       "CREATE FUNCTION x() RETURNS int LANGUAGE sql AS 'SELECT 1'",
       Counts::no,
       {"x"}},
      {"a trigger",
       "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
       "CREATE TRIGGER x BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION f()",
       Counts::yes,
       {"f"}},
      {"a trigger that is left out",
       "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
       "CREATE TRIGGER x BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION f()",
       Counts::no,
       {"f", "trigger:x"}},
      // Parts of a table that the history makes.
      {"a column", "ALTER TABLE users ADD x int", Counts::yes},
      {"a column whose table a pattern names",
       "ALTER TABLE users ADD x int",
       Counts::yes,
       {"users"}},
      {"a column that is left out", "ALTER TABLE users ADD x int", Counts::no, {"column:x"}},
      {"an index", "CREATE INDEX x ON users (id)", Counts::yes},
      {"an index that is left out", "CREATE INDEX x ON users (id)", Counts::no, {"index:x"}},
      {"a constraint", "ALTER TABLE users ADD CONSTRAINT x CHECK (id > 0)", Counts::yes},
      {"a constraint that is left out",
       "ALTER TABLE users ADD CONSTRAINT x CHECK (id > 0)",
       Counts::no,
       {"constraint:x"}},
      // What goes with a table that is left out.
      {"a foreign key to it",
       "CREATE TABLE x (id bigint PRIMARY KEY);"
       "ALTER TABLE users ADD FOREIGN KEY (id) REFERENCES x",
       Counts::no,
       {"x"}},
      {"its partitions",
       "CREATE TABLE x (a int) PARTITION BY LIST (a); CREATE TABLE y PARTITION OF x DEFAULT",
       Counts::no,
       {"x"}},
      {"its sequences and triggers",
       "CREATE TABLE x (a int); CREATE SEQUENCE y OWNED BY x.a;"
       "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
       "CREATE TRIGGER t BEFORE UPDATE ON x FOR EACH ROW EXECUTE FUNCTION f()",
       Counts::no,
       {"x", "f"}},
      // Other schemas.
      {"a table in a schema that nothing names", "CREATE SCHEMA far; CREATE TABLE far.x (a int)",
       Counts::in_scratch_only},
      {"a view in one", "CREATE SCHEMA far; CREATE VIEW far.x AS SELECT 1 AS a",
       Counts::in_scratch_only},
      {"a table in a schema that is chosen",
       "CREATE SCHEMA far; CREATE TABLE far.x (a int)",
       Counts::yes,
       {},
       {"far"}},
      {"a function in one",
       "CREATE SCHEMA far; CREATE FUNCTION far.x() RETURNS int LANGUAGE sql AS 'SELECT 1'",
       Counts::yes,
       {},
       {"f*"}},
      {"a table in a schema that is not",
       "CREATE SCHEMA far; CREATE TABLE far.x (a int)",
       Counts::no,
       {},
       {"public"}},
      {"a table in the default schema where others are chosen",
       "CREATE TABLE x (a int)",
       Counts::no,
       {},
       {"far"}},
      {"an empty schema", "CREATE SCHEMA far", Counts::no},
      // What is limbeck's, another history's, or an extension's.
      {"the ledger of another history",
       "CREATE TABLE other (version_num varchar(32) NOT NULL,"
       " CONSTRAINT other_pkc PRIMARY KEY (version_num))",
       Counts::no},
      {"an extension with its functions and types", "CREATE EXTENSION citext", Counts::no},
  };
  return rules;
}

TEST_F(ScopeRules, are_the_same_for_all_on_postgresql) {
  LIMBECK_NEEDS_POSTGRESQL();
  for (const Rule& rule : rules_of_postgresql()) {
    History history;
    history.on_postgresql().add("t1", revision);
    ask(rule, history.manifest(), PostgresqlServer::get()->new_database(),
        {"--scratch", PostgresqlServer::get()->new_database()});
  }
}

TEST_F(ScopeRules, are_the_same_for_all_on_sqlite) {
  const std::vector<Rule> rules{
      {"a table", "CREATE TABLE x (a int)", Counts::yes},
      {"a table that is left out, in any case", "CREATE TABLE x (a int)", Counts::no, {"MAIN.X"}},
      {"a view", "CREATE VIEW x AS SELECT id FROM users", Counts::yes},
      {"a view that is left out", "CREATE VIEW x AS SELECT id FROM users", Counts::no, {"x"}},
      {"a trigger", "CREATE TRIGGER x AFTER DELETE ON users BEGIN SELECT 1; END", Counts::yes},
      {"a trigger that is left out",
       "CREATE TRIGGER x AFTER DELETE ON users BEGIN SELECT 1; END",
       Counts::no,
       {"trigger:x"}},
      {"a column", "ALTER TABLE users ADD x int", Counts::yes},
      {"a column that is left out", "ALTER TABLE users ADD x int", Counts::no, {"column:x"}},
      {"an index", "CREATE INDEX x ON users (id)", Counts::yes},
      {"an index that is left out", "CREATE INDEX x ON users (id)", Counts::no, {"index:x"}},
      {"a table where schemas are chosen, of which there are none",
       "CREATE TABLE x (a int)",
       Counts::yes,
       {},
       {"far"}},
      {"the ledger of another history",
       "CREATE TABLE other (version_num varchar(32) NOT NULL,"
       " CONSTRAINT other_pkc PRIMARY KEY (version_num))",
       Counts::no},
  };
  int databases = 0;
  for (const Rule& rule : rules) {
    History history;
    history.add("t1", revision);
    const auto file = directory_.path() / (std::to_string(++databases) + ".db");
    ask(rule, history.manifest(), "sqlite:" + file.string() + "?mode=rwc", {});
  }
}

}  // namespace
}  // namespace limbeck::test::scope_server_test
