// One history on SQLite connections that an application has set otherwise: the same rows and the
// same schema, and the application's settings are what they were.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <filesystem>

#include "limbeck/migrate.h"
#include "limbeck/revision.h"
#include "tests/unit/runtime/support/database.h"
#include "tests/unit/runtime/support/errors.h"
#include "tests/unit/runtime/support/history.h"
#include "tests/unit/runtime/support/temporary_directory.h"

namespace limbeck::test::sqlite_settings_test {
namespace {

LIMBECK_REVISION(s1) = {
    .message = "tables",
    .upgrade =
        [](Operations& op) {
          op.create_table("parents", {.columns = {{.name = "id", .type = bigint},
                                                  {.name = "name", .type = text}},
                                      .primary_key = {.name = "pk_parents", .columns = {"id"}}});
          op.create_table("children", {.columns = {{.name = "id", .type = bigint},
                                                   {.name = "parent", .type = bigint},
                                                   {.name = "note", .type = text}},
                                       .primary_key = {.name = "pk_children", .columns = {"id"}},
                                       .foreign_keys = {{.name = "fk_children_parent",
                                                         .columns = {"parent"},
                                                         .ref_table = "parents",
                                                         .ref_columns = {"id"},
                                                         .on_delete = Action::cascade}}});
          op.create_table("notes", {.columns = {{.name = "t", .type = text, .nullable = true},
                                                {.name = "r", .type = double_precision}}});
          op.bulk_insert("parents", {"id", "name"}, {{1, "ann"}, {2, "größe \\ '"}});
          op.bulk_insert("children", {"id", "parent", "note"}, {{1, 1, "a"}, {2, 2, "b"}});
          op.bulk_insert("notes", {"t", "r"}, {{"x", 2.5}, {nullptr, 0.1}, {"z", 1e300}});
        },
};
LIMBECK_REVISION(s2) = {
    .revises = {"s1"},
    .message = "rebuild and rename",
    .upgrade =
        [](Operations& op) {
          op.alter_column("notes", "t", {.nullable = false, .fill = "'?'"});
          op.rename_table("parents", "people");
          op.create_trigger(
              "longer", "children",
              {.fires = "AFTER UPDATE",
               .definition = "BEGIN UPDATE children SET note = note || '!' WHERE id = "
                             "NEW.id AND length(note) < 5; END"});
          op.execute("UPDATE children SET note = 'c'");
          op.execute("CREATE TABLE numbered AS SELECT rowid AS place, t FROM notes ORDER BY 1",
                     [](Operations& effect) {
                       effect.create_table(
                           "numbered",
                           {.columns = {{.name = "place", .type = integer, .nullable = true},
                                        {.name = "t", .type = text, .nullable = true}}});
                     });
        },
};
LIMBECK_REVISION(s3) = {
    .revises = {"s2"},
    .message = "read and write",
    .upgrade =
        [](Operations& op) {
          op.run([](Connection& c) {
            for (const auto& row : c.query("SELECT t, r FROM notes ORDER BY rowid").rows) {
              const SqlValue values[] = {row[0], std::get<double>(row[1]) * 2};
              c.execute("INSERT INTO notes (t, r) VALUES (?1, ?2)", values);
            }
          });
          op.alter_column("children", "note", {.nullable = true});
        },
};
LIMBECK_REVISION(s3b) = {
    .revises = {"s3"},
    .message = "delete a parent with its children",
    .upgrade = [](Operations& op) { op.execute("DELETE FROM people WHERE name = 'ann'"); },
};
LIMBECK_REVISION(s4) = {
    .revises = {"s3b"},
    .message = "a check that a row breaks",
    .upgrade =
        [](Operations& op) {
          op.create_check_constraint("notes", {.name = "ck_notes_r", .expression = "r < 1"});
        },
};

History changes() {
  History history;
  history.add("s1", limbeck_revision_s1)
      .add("s2", limbeck_revision_s2)
      .add("s3", limbeck_revision_s3)
      .add("s3b", limbeck_revision_s3b)
      .add("s4", limbeck_revision_s4);
  return history;
}

class SqliteSettings : public testing::Test {
 protected:
  struct Opened {
    explicit Opened(const std::filesystem::path& file) { sqlite3_open(file.c_str(), &database); }
    ~Opened() { sqlite3_close(database); }
    void exec(const std::string& sql) const {
      EXPECT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
          << sqlite3_errmsg(database);
    }
    int pragma(const std::string& name) const {
      sqlite3_stmt* statement = nullptr;
      sqlite3_prepare_v2(database, ("PRAGMA " + name).c_str(), -1, &statement, nullptr);
      const int value =
          sqlite3_step(statement) == SQLITE_ROW ? sqlite3_column_int(statement, 0) : -1;
      sqlite3_finalize(statement);
      return value;
    }
    int config(int which, int value = -1) const {
      int now = -1;
      sqlite3_db_config(database, which, value, &now);
      return now;
    }
    sqlite3* database = nullptr;
  };

  std::filesystem::path next() { return directory_.path() / (std::to_string(++files_) + ".db"); }
  std::string expected() {
    const std::string url = "sqlite:" + next().string();
    migrate(manifest_, url);
    return dump(url);
  }

  TemporaryDirectory directory_;
  int files_ = 0;
  History history_ = changes();
  Manifest manifest_ = history_.manifest(4);
};

TEST_F(SqliteSettings, of_pragmas_change_no_row_and_are_put_back) {
  const std::string expected = this->expected();
  for (const std::string name :
       {"foreign_keys", "recursive_triggers", "legacy_alter_table", "case_sensitive_like",
        "reverse_unordered_selects", "defer_foreign_keys", "ignore_check_constraints",
        "writable_schema", "cell_size_check", "trusted_schema", "secure_delete", "fullfsync",
        "automatic_index", "checkpoint_fullfsync", "read_uncommitted"}) {
    for (const int value : {0, 1}) {
      const std::filesystem::path file = next();
      const Opened app(file);
      app.exec("PRAGMA " + name + " = " + std::to_string(value));
      const int before = app.pragma(name);
      migrate(manifest_, app.database);
      // What ends with every transaction ends with ours too.
      if (name != "defer_foreign_keys") {
        EXPECT_EQ(app.pragma(name), before) << name << value;
      }
      EXPECT_EQ(dump("sqlite:" + file.string()), expected) << name << " = " << value;
    }
  }
}

TEST_F(SqliteSettings, of_the_database_change_no_row) {
  const std::string expected = this->expected();
  for (const std::string pragma :
       {"encoding = 'UTF-16le'", "encoding = 'UTF-16be'", "auto_vacuum = FULL",
        "auto_vacuum = INCREMENTAL", "page_size = 512", "journal_mode = WAL",
        "locking_mode = EXCLUSIVE", "temp_store = MEMORY", "synchronous = OFF"}) {
    const std::filesystem::path file = next();
    {
      const Opened app(file);
      app.exec("PRAGMA " + pragma);
      migrate(manifest_, app.database);
    }
    EXPECT_EQ(dump("sqlite:" + file.string()), expected) << pragma;
  }
}

TEST_F(SqliteSettings, of_the_library_change_no_row_and_are_put_back) {
  const std::string expected = this->expected();
  for (const int which :
       {SQLITE_DBCONFIG_DQS_DDL, SQLITE_DBCONFIG_DQS_DML, SQLITE_DBCONFIG_ENABLE_TRIGGER,
        SQLITE_DBCONFIG_ENABLE_VIEW, SQLITE_DBCONFIG_ENABLE_FKEY, SQLITE_DBCONFIG_TRUSTED_SCHEMA,
        SQLITE_DBCONFIG_DEFENSIVE, SQLITE_DBCONFIG_LEGACY_FILE_FORMAT,
        SQLITE_DBCONFIG_LEGACY_ALTER_TABLE, SQLITE_DBCONFIG_WRITABLE_SCHEMA}) {
    for (const int value : {0, 1}) {
      const std::filesystem::path file = next();
      const Opened app(file);
      app.config(which, value);
      migrate(manifest_, app.database);
      EXPECT_EQ(app.config(which), value) << which;
      EXPECT_EQ(dump("sqlite:" + file.string()), expected) << which << " = " << value;
    }
  }
}

TEST_F(SqliteSettings, that_pass_over_checks_or_forbid_writing_let_no_revision_through) {
  const Manifest broken = history_.manifest();
  for (const char* pragma : {"ignore_check_constraints = ON", "query_only = ON"}) {
    const std::filesystem::path file = next();
    const Opened app(file);
    migrate(manifest_, app.database);
    const std::string before = dump("sqlite:" + file.string());
    app.exec(std::string("PRAGMA ") + pragma);
    EXPECT_THROW(migrate(broken, app.database), Error) << pragma;
    EXPECT_EQ(dump("sqlite:" + file.string()), before) << pragma;
  }
}

}  // namespace
}  // namespace limbeck::test::sqlite_settings_test
