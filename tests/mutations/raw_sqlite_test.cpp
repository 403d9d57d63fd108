// Faults that an owner makes in a live SQLite database by hand, in SQLite's own words: verify names
// each. What ALTER TABLE cannot do is written into the text of the schema, as its manual says.
#include <gtest/gtest.h>

#include <filesystem>

#include "runtime/verify/verify.h"
#include "tests/mutations/counts.h"
#include "tests/property/random.h"
#include "tests/support/sqlite_database.h"
#include "tests/support/text_of_file.h"

namespace limbeck::test::raw_sqlite_test {
namespace {

namespace fs = std::filesystem;

/// One word of a definition becomes others, which mean something else in each place.
struct Rewrite {
  std::string_view name, from, to;
};

const Rewrite rewrites[] = {
    {"foreign key: on delete", "ON DELETE CASCADE", ""},
    {"foreign key: on delete", "ON DELETE NO ACTION", "ON DELETE CASCADE"},
    {"foreign key: on update", "ON UPDATE NO ACTION", "ON UPDATE CASCADE"},
    {"foreign key: on update", "ON UPDATE CASCADE", "ON UPDATE SET NULL"},
    {"foreign key: deferrable", "ON DELETE CASCADE",
     "ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED"},
    {"column: default", "DEFAULT NULL", "DEFAULT 'left over'"},
    {"column: default", "DEFAULT 0", "DEFAULT 47"},
    {"column: default", "DEFAULT CURRENT_TIMESTAMP", "DEFAULT 'left over'"},
    {"column: not null", "TEXT NOT NULL", "TEXT"},
    {"column: not null", "VARCHAR(45) NOT NULL", "VARCHAR(45)"},
    {"column: type", "VARCHAR(45)", "VARCHAR(46)"},
    {"column: type", "NVARCHAR(160)", "NVARCHAR(161)"},
    {"column: type", "NUMERIC(10,2)", "NUMERIC(10,3)"},
    {"column: type", "SMALLINT", "BLOB"},
    {"column: collation", "TEXT NOT NULL", "TEXT NOT NULL COLLATE NOCASE"},
    {"index: unique", "CREATE UNIQUE INDEX", "CREATE INDEX"},
    {"table: strict", "WITHOUT ROWID", ""},
    {"primary key: autoincrement", "PRIMARY KEY AUTOINCREMENT", "PRIMARY KEY"},
    {"trigger: event", "AFTER INSERT", "AFTER DELETE"},
    {"trigger: event", "AFTER UPDATE", "AFTER INSERT"},
    {"view: query", "SELECT", "SELECT DISTINCT"},
};

/// What can be said in statements: `{}` is the object, and `how` many of its kind there are.
struct Statement {
  std::string_view name, type, sql;
};

const Statement statements[] = {
    {"table: dropped", "table", "PRAGMA foreign_keys = OFF; DROP TABLE {}"},
    {"table: renamed", "table", "ALTER TABLE {} RENAME TO left_over"},
    {"column: added", "table", "ALTER TABLE {} ADD COLUMN left_over TEXT"},
    {"index: dropped", "index", "DROP INDEX {}"},
    {"trigger: dropped", "trigger", "DROP TRIGGER {}"},
    {"view: dropped", "view", "DROP VIEW {}"},
    {"view: one more", "view", "CREATE VIEW left_over AS SELECT * FROM {}"},
    {"table: one more", "table", "CREATE TABLE left_over AS SELECT * FROM {}"},
    {"index: one more", "table", "CREATE INDEX left_over ON {} ((1))"},
    {"trigger: one more", "table",
     "CREATE TRIGGER left_over AFTER DELETE ON {} BEGIN SELECT 1; END"},
};

std::string quoted(const std::string& name) {
  std::string text = "\"";
  for (const char c : name) text += std::string(c == '"' ? 2 : 1, c);
  return text + "\"";
}

std::string literal(const std::string& value) {
  std::string text = "'";
  for (const char c : value) text += std::string(c == '\'' ? 2 : 1, c);
  return text + "'";
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  text.replace(text.find(from), from.size(), to);
  return text;
}

class SqliteByHand : public testing::Test {
 protected:
  void load(const std::string& name) {
    database_ = std::make_unique<SqliteDatabase>();
    database_->execute("PRAGMA foreign_keys = OFF");
    database_->execute(text_of_file(folder_ / name / "schema.sql"));
    schema_ = database_->introspect();
  }
  std::string told() {
    std::string text;
    for (const auto& one : verify::verify(database_->driver(), schema_, {}).differences)
      text += to_string(one) + "\n";
    return text;
  }
  /// The names of the objects whose text has this in it.
  std::vector<std::string> objects(const std::string& condition) {
    return database_->rows("SELECT name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' AND " +
                           condition + " ORDER BY name");
  }
  void write(const std::string& name, const std::string& sql) {
    database_->execute(
        "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = " + literal(sql) +
        " WHERE name = " + literal(name) + "; PRAGMA writable_schema = RESET");
  }

  const fs::path folder_ = fs::path(LIMBECK_SCHEMAS) / "sqlite";
  std::unique_ptr<SqliteDatabase> database_;
  schema::Schema schema_;
};

TEST_F(SqliteByHand, is_named_by_verify) {
  if (!fs::exists(folder_)) GTEST_SKIP() << folder_ << " is not there";
  MutationCounts counts("verify of published SQLite schemas");
  const std::vector<std::string> published{"chinook_autoincrement", "sakila", "kratos", "temporal"};
  for (const std::string& name : published) {
    load(name);
    const std::string before = told();
    for (const Statement& one : statements) {
      load(name);
      const auto found = objects("type = '" + std::string(one.type) + "'");
      if (found.empty()) continue;
      Random random(seed_of(counts.made()));
      const std::string object = random.of(found);
      database_->execute(replaced(std::string(one.sql), "{}", quoted(object)));
      const bool adds = one.sql.find("left_over") != std::string_view::npos;
      EXPECT_TRUE(counts.count(one.name, news(told(), before), adds ? "left_over" : object))
          << name << " " << one.sql << " " << object << "\n"
          << told();
    }
    for (const Rewrite& one : rewrites) {
      load(name);
      const auto found = objects("instr(sql, " + literal(std::string(one.from)) + ") > 0");
      if (found.empty()) continue;
      Random random(seed_of(counts.made()));
      const std::string object = random.of(found);
      const std::string sql =
          database_->rows("SELECT sql FROM sqlite_schema WHERE name = " + literal(object)).at(0);
      write(object, replaced(sql, one.from, one.to));
      EXPECT_TRUE(counts.count(one.name, news(told(), before), object))
          << name << " " << object << ": " << one.from << " became " << one.to << "\n"
          << told() << "\nand before:\n"
          << before << "\n"
          << sql;
    }
  }
  EXPECT_GT(counts.made(), 30u);
  counts.print();
}

}  // namespace
}  // namespace limbeck::test::raw_sqlite_test
