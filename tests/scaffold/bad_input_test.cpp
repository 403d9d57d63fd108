// Databases that are wrong, hostile or in use: an error that says so, or right output, and never a
// part of it.
#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <sstream>
#include <thread>

#include "compiler/adopt/scaffold_command.h"
#include "limbeck/error.h"
#include "migrations/sql/dialect.h"
#include "migrations/text/concat.h"
#include "runtime/connection/open.h"
#include "runtime/introspect/introspect.h"
#include "tests/scaffold/round_trip.h"
#include "tests/servers/postgresql_server.h"
#include "tests/support/new_directory.h"

namespace limbeck::adopt::bad_input_test {
namespace {

namespace fs = std::filesystem;

// What ends a comment, a literal or a line where a program would not expect it.
const std::vector<std::string> hostile = {
    "it's",
    "a \"quoted\" one",
    "two\nlines",
    "return\rhere",
    "*/ int injected; /*",
    "// not the end \\",
    "trigraph ?\?/",
    "R\"(raw)\"",
    ")\" /* open",
    "#include </etc/passwd>",
    "\n#define int char",
    "]] evil; [[",
    "\\u0022 \\n \\",
    "$limbeck$ $$",
    "%s %d {} {{x}}",
    "ünïcödé \xF0\x9F\x92\xA5",
    "-- limbeck: end",
    "'; DROP TABLE t; --",
    "__FILE__",
    "NULL",
    "class",
};

/// A table whose names and texts are all hostile, for each of them.
std::string hostile_sql(const std::string& dialect) {
  const sql::Dialect& to = *sql::find_dialect(dialect);
  const bool is_postgresql = to.has_schemas();
  std::string sql;
  for (std::size_t i = 0; i < hostile.size(); ++i) {
    const std::string number = std::to_string(i) + " ";
    const std::string name = to.quote(number + hostile[i]), text = to.quote_literal(hostile[i]);
    sql += concat({"CREATE TABLE ", name, " (", to.quote(hostile[i]), " text DEFAULT ", text,
                   " CONSTRAINT ", to.quote("c" + number + hostile[i]), " CHECK (",
                   to.quote(hostile[i]), " <> ", text, "));"});
    sql += concat({"CREATE INDEX ", to.quote("i" + number + hostile[i]), " ON ", name, " (",
                   to.quote(hostile[i]), ") WHERE ", to.quote(hostile[i]), " <> ", text, ";"});
    sql += concat({"CREATE VIEW ", to.quote("v" + number + hostile[i]), " AS SELECT ",
                   to.quote(hostile[i]), ", ", text, " AS more FROM ", name, ";"});
    if (!is_postgresql) continue;
    sql += concat({"COMMENT ON TABLE ",
                   name,
                   " IS ",
                   text,
                   "; COMMENT ON COLUMN ",
                   name,
                   ".",
                   to.quote(hostile[i]),
                   " IS ",
                   text,
                   "; CREATE TYPE ",
                   to.quote("e" + number + hostile[i]),
                   " AS ENUM (",
                   text,
                   ", 'other');",
                   "ALTER TABLE ",
                   name,
                   " ADD COLUMN e ",
                   to.quote("e" + number + hostile[i]),
                   "; CREATE FUNCTION ",
                   to.quote("f" + number + hostile[i]),
                   "() RETURNS text LANGUAGE sql AS ",
                   to.quote_literal("SELECT " + text),
                   ";"});
  }
  return sql;
}

std::string text_of(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

class BadInput : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = test::new_directory(testing::TempDir(), "limbeck_bad_input_");
    command_.output = folder_ / "models";
  }
  void TearDown() override { fs::remove_all(folder_); }

  void use_postgresql() {
    command_.url = tests::PostgresqlServer::get()->new_database();
    execute("SET client_min_messages = warning");
  }
  void execute(const std::string& sql) { connection::open(command_.url)->execute(sql); }

  struct Outcome {
    int code;
    std::string reported;
    std::map<std::string, std::string> files;
  };
  Outcome run(const ScaffoldCommand& command) const {
    fs::remove_all(command.output);
    std::ostringstream out, error;
    Outcome outcome{1, {}, {}};
    try {
      outcome.code = scaffold(command, out, error);
    } catch (const Error& failed) {
      error << failed.what();
    }
    outcome.reported = error.str();
    if (!fs::exists(command.output)) return outcome;
    for (const auto& one : fs::recursive_directory_iterator(command.output)) {
      if (one.is_regular_file())
        outcome.files[fs::relative(one, command.output)] = text_of(one.path());
    }
    return outcome;
  }
  Outcome run() const { return run(command_); }

  void expect_right(const std::string& dialect) {
    const auto driver = connection::open(command_.url);
    const introspect::Result found = introspect::introspect(*driver, {.for_models = true});
    EXPECT_TRUE(found.omissions.empty());
    EXPECT_GE(found.schema.tables.size(), hostile.size());
    const auto empty =
        connection::open(dialect == "sqlite" ? "sqlite:" + (folder_ / "rebuilt").string()
                                             : tests::PostgresqlServer::get()->new_database());
    test::expect_round_trip("hostile", dialect, found, {.for_models = true}, *empty, {},
                            folder_ / "round_trip");
  }

  fs::path folder_;
  ScaffoldCommand command_;
};

TEST_F(BadInput, hostile_names_and_texts_of_postgresql_are_said_as_they_are) {
  LIMBECK_NEEDS_POSTGRESQL();
  use_postgresql();
  execute(hostile_sql("postgresql"));
  expect_right("postgresql");
}

TEST_F(BadInput, hostile_names_and_texts_of_sqlite_are_said_as_they_are) {
  command_.url = "sqlite:" + (folder_ / "database").string();
  execute(hostile_sql("sqlite"));
  expect_right("sqlite");
}

// The catalogs are everybody's to read.
TEST_F(BadInput, a_role_without_rights_reads_what_the_owner_reads) {
  LIMBECK_NEEDS_POSTGRESQL();
  use_postgresql();
  execute(
      "CREATE SCHEMA closed; CREATE TYPE closed.mood AS ENUM ('calm');"
      "CREATE TABLE closed.t (id serial PRIMARY KEY, m closed.mood DEFAULT 'calm', CHECK (id > 0));"
      "CREATE INDEX ON closed.t ((id + 1)); CREATE VIEW closed.v AS SELECT m FROM closed.t;"
      "CREATE TABLE open (id int REFERENCES closed.t); REVOKE ALL ON TABLE open FROM PUBLIC;"
      "CREATE ROLE limbeck_stranger LOGIN");
  const Outcome owner = run();
  EXPECT_EQ(owner.code, 0) << owner.reported;
  ScaffoldCommand unprivileged = command_;
  unprivileged.url.replace(unprivileged.url.find("//") + 2,
                           unprivileged.url.find('@') - unprivileged.url.find("//") - 2,
                           "limbeck_stranger");
  const Outcome stranger = run(unprivileged);
  EXPECT_EQ(stranger.code, 0) << stranger.reported;
  EXPECT_EQ(stranger.files, owner.files);
  EXPECT_GE(owner.files.size(), 4U);
}

TEST_F(BadInput, a_catalog_with_broken_references_is_an_error_that_names_them) {
  LIMBECK_NEEDS_POSTGRESQL();
  struct Case {
    const char* damage;
    const char* reported;
  };
  const Case cases[] = {
      {"DELETE FROM pg_type WHERE typname = 'mood'", "users"},
      {"DELETE FROM pg_type WHERE typname = '_mood'", "users"},
      {"DELETE FROM pg_class WHERE relname = 'parents'", "users"},
      {"DELETE FROM pg_attribute WHERE attrelid = 'parents'::regclass AND attname = 'id'",
       "pg_attribute"},
      {"DELETE FROM pg_attribute WHERE attrelid = 'users'::regclass AND attname = 'name'",
       "pg_attribute"},
      {"DELETE FROM pg_class WHERE relname = 'users_by_name'", "users"},
      {"DELETE FROM pg_proc WHERE proname = 'touch'", ""},
      {"DELETE FROM pg_namespace WHERE nspname = 'other'", "uses"},
  };
  for (const Case& each : cases) {
    SCOPED_TRACE(each.damage);
    use_postgresql();
    execute(
        "CREATE SCHEMA other; CREATE TYPE mood AS ENUM ('calm'); CREATE TABLE parents (id int"
        " PRIMARY KEY); CREATE TABLE users (id int REFERENCES parents, name text, m mood, ms mood[]"
        " , UNIQUE (name, id)); CREATE INDEX users_by_name ON users (name);"
        "CREATE TYPE other.kind AS ENUM ('a'); CREATE TABLE uses (k other.kind);"
        "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
        "CREATE TRIGGER tell BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION touch();");
    execute(concat({"SET allow_system_table_mods = on; ", each.damage}));
    const Outcome outcome = run();
    EXPECT_EQ(outcome.code, 1);
    EXPECT_TRUE(outcome.files.empty());
    EXPECT_NE(outcome.reported.find(each.reported), std::string::npos) << outcome.reported;
    EXPECT_FALSE(outcome.reported.empty());
  }
}

// One transaction creates or drops two tables, so a snapshot has both of them or neither.
TEST_F(BadInput, a_database_that_changes_meanwhile_is_read_at_one_moment) {
  LIMBECK_NEEDS_POSTGRESQL();
  use_postgresql();
  execute("CREATE TABLE stays (id int PRIMARY KEY, n int)");
  std::atomic<bool> is_over = false;
  std::thread writer([&] {
    const auto driver = connection::open(command_.url);
    driver->execute("SET client_min_messages = warning");
    for (int i = 0; !is_over; ++i) {
      const std::string number = std::to_string(i % 3);
      driver->execute(concat({"BEGIN; CREATE TABLE left", number,
                              " (a int CHECK (a > 0) DEFAULT 1); CREATE TABLE right", number,
                              " (b int); CREATE INDEX ON right", number,
                              " ((b + 1)); INSERT INTO stays VALUES (", std::to_string(i),
                              ", 1); COMMIT; UPDATE stays SET n = n + 1"}));
      driver->execute(
          concat({"BEGIN; ALTER TABLE left", number, " RENAME COLUMN a TO c; DROP TABLE left",
                  number, "; DROP TABLE right", number, "; COMMIT"}));
    }
  });
  int done = 0;
  for (int i = 0; i < 20; ++i) {
    const Outcome outcome = run();
    if (outcome.code != 0) {
      EXPECT_TRUE(outcome.files.empty()) << outcome.reported;
      EXPECT_NE(outcome.reported, "");
      continue;
    }
    ++done;
    EXPECT_TRUE(outcome.files.contains("stay.h"));
    for (const char* number : {"0", "1", "2"}) {
      EXPECT_EQ(outcome.files.contains(concat({"left", number, ".h"})),
                outcome.files.contains(concat({"right", number, ".h"})));
    }
  }
  is_over = true;
  writer.join();
  EXPECT_GT(done, 0);
}

}  // namespace
}  // namespace limbeck::adopt::bad_input_test
