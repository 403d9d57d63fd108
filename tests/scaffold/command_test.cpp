// limbeck scaffold on SQLite: what it refuses, and what it never touches.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "compiler/adopt/live_schema.h"
#include "compiler/adopt/scaffold_command.h"
#include "compiler/adopt/scaffold_files.h"
#include "compiler/adopt/update_command.h"
#include "limbeck/error.h"
#include "runtime/connection/open.h"
#include "tests/support/new_directory.h"

namespace limbeck::adopt::command_test {
namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

class ScaffoldOfSqlite : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = test::new_directory(testing::TempDir(), "limbeck_scaffold_command_");
    command_.url = "sqlite:" + (folder_ / "database").string();
    command_.output = folder_ / "models";
    execute("CREATE TABLE users(id INTEGER PRIMARY KEY, email TEXT NOT NULL)");
  }
  void TearDown() override { fs::remove_all(folder_); }

  void execute(const std::string& sql) { connection::open(command_.url)->execute(sql); }
  int run() {
    out_.str("");
    error_.str("");
    return scaffold(command_, out_, error_);
  }
  std::size_t files() const {
    std::size_t count = 0;
    if (!fs::exists(command_.output)) return 0;
    for (const auto& one : fs::recursive_directory_iterator(command_.output))
      count += one.is_regular_file() ? 1 : 0;
    return count;
  }

  fs::path folder_;
  ScaffoldCommand command_;
  std::ostringstream out_, error_;
};

TEST_F(ScaffoldOfSqlite, writes_headers_and_says_the_lines_of_cmake) {
  EXPECT_EQ(run(), 0) << error_.str();
  EXPECT_NE(text_of(fs::path(command_.output) / "user.h").find("struct [[limbeck::table"),
            std::string::npos);
  EXPECT_NE(out_.str().find("limbeck_add_migrations(models_migrations"), std::string::npos);
}

TEST_F(ScaffoldOfSqlite, changes_no_byte_when_it_runs_again) {
  command_.cmake = true;
  ASSERT_EQ(run(), 0);
  const auto written = fs::last_write_time(fs::path(command_.output) / "user.h");
  EXPECT_EQ(run(), 0);
  EXPECT_EQ(fs::last_write_time(fs::path(command_.output) / "user.h"), written);
  EXPECT_NE(out_.str().find("2 files are as before"), std::string::npos) << out_.str();
}

TEST_F(ScaffoldOfSqlite, never_replaces_a_file_that_it_did_not_write) {
  fs::create_directories(command_.output);
  std::ofstream(fs::path(command_.output) / "user.h") << "mine\n";
  execute("CREATE TABLE posts(id INTEGER PRIMARY KEY)");
  for (const bool force : {false, true}) {
    command_.force = force;
    EXPECT_EQ(run(), 1);
    EXPECT_NE(error_.str().find("user.h was not written by scaffold"), std::string::npos);
    EXPECT_EQ(text_of(fs::path(command_.output) / "user.h"), "mine\n");
    EXPECT_EQ(files(), 1U) << "all files are written, or none";
  }
}

TEST_F(ScaffoldOfSqlite, replaces_a_file_that_was_edited_only_if_it_is_forced_to) {
  ASSERT_EQ(run(), 0);
  const fs::path header = fs::path(command_.output) / "user.h";
  const std::string written = text_of(header);
  std::ofstream(header, std::ios::app) << "// a remark\n";
  EXPECT_EQ(run(), 1);
  EXPECT_NE(error_.str().find("was edited since"), std::string::npos);
  command_.force = true;
  EXPECT_EQ(run(), 0);
  EXPECT_EQ(text_of(header), written);
}

TEST_F(ScaffoldOfSqlite, replaces_its_own_file_when_the_database_has_changed) {
  ASSERT_EQ(run(), 0);
  execute("ALTER TABLE users ADD COLUMN age INTEGER");
  EXPECT_EQ(run(), 0) << error_.str();
  EXPECT_NE(text_of(fs::path(command_.output) / "user.h").find(" age;"), std::string::npos);
}

TEST_F(ScaffoldOfSqlite, writes_nothing_in_a_dry_run) {
  command_.dry_run = true;
  EXPECT_EQ(run(), 0);
  EXPECT_NE(out_.str().find("would be created"), std::string::npos);
  EXPECT_EQ(files(), 0U);
}

TEST_F(ScaffoldOfSqlite, lists_what_it_cannot_say_and_writes_nothing) {
  execute("CREATE TABLE things(k TEXT UNIQUE ON CONFLICT REPLACE)");
  EXPECT_EQ(run(), 1);
  EXPECT_NE(error_.str().find("tables/things: ON CONFLICT REPLACE"), std::string::npos)
      << error_.str();
  EXPECT_EQ(files(), 0U);
  command_.omit = {"on conflict *"};
  EXPECT_EQ(run(), 0) << error_.str();
  EXPECT_NE(out_.str().find("left out, as asked"), std::string::npos);
}

TEST_F(ScaffoldOfSqlite, leaves_out_the_records_of_migration_tools_and_names_them) {
  execute(
      "CREATE TABLE django_migrations (id INTEGER PRIMARY KEY, app TEXT, name TEXT, applied TEXT);"
      "CREATE TABLE schema_migrations (version TEXT PRIMARY KEY);"
      "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL,"
      " CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))");
  EXPECT_EQ(run(), 0) << error_.str();
  EXPECT_EQ(files(), 1U);
  EXPECT_NE(out_.str().find("left out, as the records of migration tools:\n"
                            "  alembic_version: table (Alembic records in it what it applied)\n"
                            "  django_migrations: table (Django records in it what it applied)\n"
                            "  schema_migrations: table (Rails or dbmate records in it what it "
                            "applied)\n"),
            std::string::npos)
      << out_.str();
}

TEST_F(ScaffoldOfSqlite, leaves_out_what_a_pattern_excludes_and_takes_only_what_one_includes) {
  execute("CREATE TABLE posts(id INTEGER PRIMARY KEY)");
  execute("CREATE TABLE tmp_1(id INTEGER PRIMARY KEY)");
  command_.exclude = {"tmp_*"};
  ASSERT_EQ(run(), 0);
  EXPECT_EQ(files(), 2U);
  command_.include = {"po*"};
  command_.output = folder_ / "other";
  ASSERT_EQ(run(), 0);
  EXPECT_EQ(files(), 1U);
}

TEST_F(ScaffoldOfSqlite, creates_no_database) {
  command_.url = "sqlite:" + (folder_ / "absent").string();
  EXPECT_THROW(run(), Error);
  EXPECT_FALSE(fs::exists(folder_ / "absent"));
}

TEST_F(ScaffoldOfSqlite, refuses_a_namespace_that_is_none) {
  for (const char* name : {"a::", "::a", "1", "a-b", "class", "a::b c"}) {
    command_.cpp_namespace = name;
    EXPECT_THROW(run(), Error) << name;
  }
  command_.cpp_namespace = "shop::db";
  EXPECT_EQ(run(), 0);
}

TEST_F(ScaffoldOfSqlite, says_that_an_empty_database_is_empty) {
  execute("DROP TABLE users");
  EXPECT_EQ(run(), 1);
  EXPECT_NE(error_.str().find("nothing to make models of"), std::string::npos);
}

/// The files of SQL that `scaffold --update` changes when a database went on.
class SqlOfScaffold : public ScaffoldOfSqlite {
 protected:
  void SetUp() override {
    ScaffoldOfSqlite::SetUp();
    execute(
        "CREATE VIEW names AS SELECT email FROM users; CREATE VIEW old AS SELECT 1 AS one;"
        "CREATE TRIGGER keep BEFORE DELETE ON users BEGIN SELECT 1; END");
    ASSERT_EQ(run(), 0) << error_.str();
    folder_of_models_ = command_.output;
    for (const auto& one : fs::recursive_directory_iterator(folder_of_models_))
      if (one.path().extension() == ".sql") sql_objects_.push_back(one.path());
    ASSERT_EQ(sql_objects_.size(), 3U);
  }
  /// What has to be done by hand.
  std::string update(bool dry_run = false) {
    out_.str("");
    const Live live = read_live({.url = command_.url, .include = {}, .exclude = {}, .schemas = {}});
    std::string list;
    for (const compiler::Unsaid& one :
         update_sql(compiler::scaffold(live.schema, {.dialect = live.dialect}).sql_objects,
                    folder_of_models_, sql_objects_, dry_run, out_))
      list += fs::path(one.name).filename().string() + " " + one.what + "\n";
    return list;
  }
  std::string sql(const char* path) const { return text_of(folder_of_models_ / "sql" / path); }

  fs::path folder_of_models_;
  std::vector<fs::path> sql_objects_;
};

TEST_F(SqlOfScaffold, stays_byte_by_byte_where_the_database_is_as_it_was) {
  EXPECT_EQ(update(), "");
  EXPECT_EQ(out_.str(), "");
}

TEST_F(SqlOfScaffold, follows_a_database_that_went_on_and_is_shown_first) {
  execute(
      "DROP VIEW names; CREATE VIEW names AS SELECT email, id FROM users;"
      "CREATE VIEW fresh AS SELECT 2 AS two");
  const std::string before = sql("views/names.sql");
  EXPECT_EQ(update(/*dry_run=*/true), "");
  const std::string shown = out_.str();
  EXPECT_NE(shown.find("+SELECT email, id FROM users"), std::string::npos) << shown;
  EXPECT_EQ(sql("views/names.sql"), before);
  EXPECT_FALSE(fs::exists(folder_of_models_ / "sql/views/fresh.sql"));

  EXPECT_EQ(update(), "");
  EXPECT_EQ(out_.str(), shown);
  EXPECT_NE(shown.find("add to SQL_OBJECTS: "), std::string::npos) << shown;
  EXPECT_NE(sql("views/names.sql").find("SELECT email, id FROM users"), std::string::npos);
  EXPECT_EQ(origin_of(sql("views/names.sql")), Origin::scaffolded);
  EXPECT_NE(sql("views/fresh.sql").find("SELECT 2 AS two"), std::string::npos);
  sql_objects_.push_back(folder_of_models_ / "sql/views/fresh.sql");
  EXPECT_EQ(update(), "");
  EXPECT_EQ(out_.str(), "");
}

TEST_F(SqlOfScaffold, that_was_edited_or_whose_objects_are_gone_is_listed_and_left) {
  std::ofstream(folder_of_models_ / "sql/views/names.sql", std::ios::app) << "-- mine\n";
  const std::string edited = sql("views/names.sql");
  execute("DROP VIEW names; CREATE VIEW names AS SELECT id FROM users; DROP VIEW old");
  EXPECT_EQ(update(),
            "names.sql was not written by scaffold or was edited since, and the database's objects "
            "are others\nold.sql has only objects that the database has no longer\n");
  EXPECT_EQ(sql("views/names.sql"), edited);
  EXPECT_NE(sql("views/old.sql"), "");
}

TEST_F(SqlOfScaffold, is_not_made_beside_files_that_a_person_wrote) {
  fs::remove_all(folder_of_models_ / "sql");
  const fs::path own = folder_ / "own.sql";
  std::ofstream(own) << "CREATE VIEW names AS SELECT email FROM users;\n";
  sql_objects_ = {own};
  EXPECT_EQ(update(), "");
  EXPECT_EQ(out_.str(), "");
  EXPECT_FALSE(fs::exists(folder_of_models_ / "sql"));
}

TEST(ScaffoldFiles, a_file_is_known_with_other_line_ends_too) {
  std::string text = with_marker("a\nb\n", "//");
  EXPECT_EQ(origin_of(text), Origin::scaffolded);
  std::string windows;
  for (const char c : text) windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
  EXPECT_EQ(origin_of(windows), Origin::scaffolded);
  EXPECT_EQ(origin_of(text + "c"), Origin::edited);
  EXPECT_EQ(origin_of("a\nb\n"), Origin::foreign);
  EXPECT_EQ(origin_of(""), Origin::foreign);
}

}  // namespace
}  // namespace limbeck::adopt::command_test
