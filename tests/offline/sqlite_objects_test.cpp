// Scripts for sqlite3 where the database holds what the shell could take for commands, and where
// revisions hold what the shell does not keep.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <filesystem>
#include <fstream>

#include "limbeck/error.h"
#include "limbeck/migrator.h"
#include "runtime/connection/open.h"
#include "runtime/migrator/prepare.h"
#include "runtime/offline/script.h"
#include "tests/offline/shells.h"
#include "tests/unit/runtime/support/errors.h"
#include "tests/unit/runtime/support/history.h"

namespace limbeck::test::sqlite_objects_test {

LIMBECK_REVISION(o1) = {
    .message = "make it",
    .upgrade =
        [](Operations& op) {
          op.create_table("t", {.columns = {{.name = "a", .type = text, .nullable = true},
                                            {.name = "b", .type = text, .nullable = true},
                                            {.name = "gold", .type = text, .nullable = true}}});
          op.create_table("seen", {.columns = {{.name = "a", .type = text, .nullable = true}}});
        },
    .downgrade = reverse_of_upgrade,
};
LIMBECK_REVISION(o2) = {
    .revises = {"o1"},
    .message = "rebuild it",
    .upgrade =
        [](Operations& op) {
          op.create_check_constraint("t", {.name = "ck", .expression = "a <> 'never'"});
        },
    .downgrade = reverse_of_upgrade,
};
LIMBECK_REVISION(o3) = {
    .revises = {"o2"},
    .message = "rows with the line ends of other systems",
    .upgrade =
        [](Operations& op) {
          op.bulk_insert("t", {"a", "b"}, {{"one\r\ntwo\r\n", "it's\r\n;\r\n.shell touch pwned"}});
          op.execute("UPDATE t SET a = a || 'x\r\ny'\r\nWHERE b <> ''");
        },
    .downgrade = [](Operations& op) { op.execute("DELETE FROM t"); },
};
LIMBECK_REVISION(o4) = {
    .revises = {"o1"},
    .message = "a default with the line ends of other systems",
    .upgrade =
        [](Operations& op) {
          op.add_column(
              "t", {.name = "c", .type = text, .nullable = true, .server_default = "'x\r\ny'"});
          op.create_table("u\r\nv", {.columns = {{.name = "a", .type = text, .nullable = true}}});
        },
    .downgrade = reverse_of_upgrade,
};

namespace {

using tests::new_database;
using tests::Outcome;
using tests::ShellDatabase;

class SqliteObjects : public testing::Test {
 protected:
  void SetUp() override { LIMBECK_NEEDS_SHELL(database_); }

  std::string script(const std::string& range) const {
    const Manifest& manifest = manifest_;
    return offline::upgrade(manifest, migrator::graph_of(manifest), *sql::find_dialect("sqlite"),
                            range, {});
  }
  std::filesystem::path folder() const {
    return std::filesystem::path(database_->url().substr(std::string("sqlite:").size()))
        .parent_path();
  }
  bool has_run_a_command() const { return std::filesystem::exists(folder() / "pwned"); }

  // Puts the text of an object into the database's file, as a program can that writes the file.
  void plant(const std::string& type, const std::string& sql) const {
    sqlite3* file = nullptr;
    ASSERT_EQ(sqlite3_open((folder() / "shop.db").c_str(), &file), SQLITE_OK);
    const std::string make = type == "index"
                                 ? "CREATE INDEX planted ON t(a)"
                                 : "CREATE TRIGGER planted AFTER INSERT ON t BEGIN SELECT 1; END";
    char* update = sqlite3_mprintf(
        "%s; PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = %Q WHERE name = 'planted'",
        make.c_str(), sql.c_str());
    ASSERT_EQ(sqlite3_exec(file, update, nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_free(update);
    sqlite3_close(file);
  }
  std::string sql_of(const std::string& name) const {
    try {
      const auto rows =
          connection::open(database_->url())
              ->query("SELECT rtrim(sql, char(10)) FROM sqlite_schema WHERE name = '" + name + "'")
              .rows;
      return rows.empty() ? "gone" : std::get<std::string>(rows[0][0]);
    } catch (const Error&) {
      return "a schema that SQLite cannot read";
    }
  }
  void start() {
    database_ = new_database("sqlite");
    Migrator(manifest_, database_->url()).upgrade("o1");
  }

  std::unique_ptr<ShellDatabase> database_ = new_database("sqlite");
  History history_ = std::move(History()
                                   .add("o1", limbeck_revision_o1)
                                   .add("o2", limbeck_revision_o2)
                                   .add("o3", limbeck_revision_o3)
                                   .add("o4", limbeck_revision_o4));
  Manifest manifest_ = history_.manifest();
};

TEST_F(SqliteObjects, whose_sql_the_shell_would_not_take_for_one_statement_stop_the_script) {
  const std::string shell = ".shell touch pwned\n", index = "CREATE INDEX planted ON t(a)",
                    trigger = "CREATE TRIGGER planted AFTER INSERT ON t BEGIN SELECT 1; END";
  const std::vector<std::pair<std::string, std::string>> planted = {
      {"index", index + ";\n" + shell},
      {"index", index + ";\n" + shell + "SELECT 1"},
      {"index", index + "\ngo\n" + shell},
      {"index", index + "\n  GO -- x\n" + shell},
      {"index", index + "\n/\n" + shell},
      {"index", index + "\n\t/ /* x */\n" + shell},
      {"index", index + ";SELECT writefile('pwned', 'x')"},
      {"index", index + " /* ' */ ; SELECT writefile('pwned', 'x') /* ' */"},
      {"index", index + " -- '\n; SELECT writefile('pwned', 'x') -- '"},
      {"trigger", trigger + ";\n" + shell},
      {"trigger", trigger + " /* x */ ; -- x\nSELECT writefile('pwned', 'x');"},
      {"trigger", "CREATE TRIGGER planted AFTER INSERT ON t BEGIN SELECT ';' ; ; END\n; " +
                      std::string("SELECT writefile('pwned', 'x'); END")},
      {"trigger", trigger + "\ngo\n" + shell},
  };
  for (const auto& [type, sql] : planted) {
    start();
    plant(type, sql);
    const std::string before = sql_of("t");
    const Outcome outcome = database_->run(script("o1:o2"));
    EXPECT_NE(outcome.code, 0) << sql << "\n" << outcome.output;
    EXPECT_FALSE(has_run_a_command()) << sql << "\n" << outcome.output;
    EXPECT_EQ(sql_of("t"), before) << sql;
    EXPECT_FALSE(std::filesystem::exists(folder() / "limbeck-objects.sql"));
  }
}

TEST_F(SqliteObjects, that_stop_the_script_are_named_with_what_to_do) {
  start();
  connection::open(database_->url())
      ->execute("CREATE INDEX \"win\r\ndows\" ON t(a) WHERE b <> 'x'");
  const Outcome outcome = database_->run(script("o1:o2"));
  EXPECT_NE(outcome.code, 0) << outcome.output;
  EXPECT_NE(outcome.output.find("Drop it before this script, and make it again after it: 'win"),
            std::string::npos)
      << outcome.output;
  EXPECT_NE(outcome.output.find("the shell can make each index and trigger again"),
            std::string::npos)
      << outcome.output;
}

TEST_F(SqliteObjects, of_any_honest_form_are_made_again_as_they_were) {
  start();
  const auto driver = connection::open(database_->url());
  const std::vector<std::pair<std::string, std::string>> objects = {
      {"i1", "CREATE INDEX i1 ON t(a) -- one"},
      {"i2", "CREATE INDEX i2 ON t(b) -- two; three"},
      {"i3",
       "CREATE UNIQUE INDEX i3 ON t(a COLLATE NOCASE, lower(b)) WHERE a <> ';\n.x\n' /* ; */"},
      {"i''4", "CREATE INDEX \"i'4\" ON [t](`a`,\n\"b\"\n)"},
      {"i5", "CREATE INDEX i5 ON t(a,\n  gold\n)"},
      {"r1",
       "CREATE TRIGGER r1 AFTER INSERT ON t WHEN new.a <> ';' BEGIN\n  INSERT INTO seen VALUES "
       "(CASE "
       "new.a WHEN 'END' THEN ';' ELSE 'x' END);\n  DELETE FROM seen WHERE a = '; END;';\nEND -- "
       "done"},
      {"r2", "CREATE TRIGGER r2 BEFORE DELETE ON t BEGIN\n-- ;\nSELECT 1;\n/* END */ end /* . */"},
      {"r3",
       "CREATE TRIGGER r3 AFTER UPDATE OF a ON t BEGIN SELECT ending FROM (SELECT 1 AS ending); "
       "END"},
  };
  std::vector<std::string> before;
  for (const auto& [name, sql] : objects) {
    driver->execute(sql);
    before.push_back(sql_of(name));
    EXPECT_NE(before.back(), "gone") << name;
  }
  const Outcome outcome = database_->run(script("o1:o2"));
  EXPECT_EQ(outcome.code, 0) << outcome.output;
  for (std::size_t i = 0; i < objects.size(); ++i) EXPECT_EQ(sql_of(objects[i].first), before[i]);
  EXPECT_FALSE(std::filesystem::exists(folder() / "limbeck-objects.sql"));
}

TEST_F(SqliteObjects, are_not_written_through_a_link_that_stands_in_the_folder) {
  start();
  connection::open(database_->url())->execute("CREATE INDEX hand_made ON t(a)");
  const std::filesystem::path theirs = folder() / "theirs";
  std::ofstream(theirs) << "kept";
  for (const std::filesystem::path& target : {theirs, folder() / "nowhere"}) {
    std::filesystem::remove(folder() / "limbeck-objects.sql");
    std::filesystem::create_symlink(target, folder() / "limbeck-objects.sql");
    const Outcome outcome = database_->run(script("o1:o2"));
    EXPECT_NE(outcome.code, 0) << outcome.output;
    EXPECT_NE(outcome.output.find("limbeck-objects.sql can be written in this folder"),
              std::string::npos)
        << outcome.output;
  }
  EXPECT_EQ(std::filesystem::file_size(theirs), 4U);
  EXPECT_FALSE(std::filesystem::exists(folder() / "nowhere"));
}

TEST_F(SqliteObjects, and_rows_keep_the_line_ends_that_the_program_writes) {
  const auto online = new_database("sqlite");
  Migrator(manifest_, online->url()).upgrade("o3");
  const Outcome outcome = database_->run(script("base:o3"));
  EXPECT_EQ(outcome.code, 0) << outcome.output;
  EXPECT_FALSE(has_run_a_command());
  const std::string rows = "SELECT hex(a), hex(b) FROM t";
  const auto written = connection::open(database_->url())->query(rows).rows;
  EXPECT_EQ(written, connection::open(online->url())->query(rows).rows);
  EXPECT_NE(std::get<std::string>(written.at(0).at(0)).find("0D0A"), std::string::npos);
}

TEST_F(SqliteObjects, with_line_ends_that_the_shell_would_drop_are_refused_at_their_operations) {
  const Error error = error_of([&] { script("o1:o4"); });
  EXPECT_EQ(error.code(), Error::Code::history);
  EXPECT_TRUE(says(error, "add_column"));
  EXPECT_TRUE(says(error, "create_table"));
  EXPECT_TRUE(says(error, "carriage return"));
  EXPECT_TRUE(says(error, "in revision o4"));
}

}  // namespace
}  // namespace limbeck::test::sqlite_objects_test
