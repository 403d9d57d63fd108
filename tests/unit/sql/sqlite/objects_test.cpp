// Views and triggers on SQLite: made, replaced, read back, and kept when a table under them is
// rebuilt.
#include <gtest/gtest.h>

#include <algorithm>

#include "migrations/diff/diff.h"
#include "migrations/operations/apply.h"
#include "migrations/operations/recorder.h"
#include "tests/support/sqlite_database.h"

namespace limbeck::objects_test {
namespace {

using Lines = std::vector<std::string>;
using operations::Operation;

const sql::FullDialect& sqlite() { return *sql::find_dialect("sqlite"); }

class SqliteObjects : public testing::Test {
 protected:
  void run(const std::vector<Operation>& changes) {
    database_.run(sqlite().render(changes, schema_));
    for (const auto& problem : operations::apply(changes, schema_))
      ADD_FAILURE() << problem.message;
    EXPECT_TRUE(equivalent(database_.introspect(), sqlite().lower(schema_)));
  }
  void upgrade(RevisionStep step) { run(operations::record(step)); }

  // What the diff finds is run, read back, and taken back.
  Lines change_to(RevisionStep step) {
    schema::Schema wanted = schema_;
    for (const auto& problem : operations::apply(operations::record(step), wanted))
      ADD_FAILURE() << problem.message;
    const schema::Schema before = schema_;
    const auto operations = diff::diff(schema_, wanted);
    run(operations);
    EXPECT_TRUE(equivalent(schema_, wanted));
    run(diff::diff(schema_, before));
    EXPECT_TRUE(equivalent(schema_, before));
    Lines lines;
    for (const Operation& operation : operations) lines.push_back(describe(operation));
    return lines;
  }

  void create_users() {
    upgrade([](Operations& op) {
      op.create_table("users", {.columns = {{.name = "id", .type = bigint, .identity = by_default},
                                            {.name = "email", .type = text},
                                            {.name = "age", .type = integer, .nullable = true}},
                                .primary_key = {.name = "pk_users", .columns = {"id"}}});
      op.create_table("log", {.columns = {{.name = "line", .type = text}}});
      op.create_view("adults",
                     {.definition = "SELECT id, email FROM users WHERE age > 17 -- all\n"});
      op.create_view("emails", {.definition = "SELECT email FROM adults;", .comment = "x"});
      op.create_trigger("written", "users",
                        {.fires = "AFTER INSERT",
                         .definition = "BEGIN INSERT INTO log VALUES ('new ' || new.email); END"});
      op.create_trigger("into_emails", "emails",
                        {.fires = "INSTEAD OF INSERT",
                         .definition = "BEGIN INSERT INTO users (email, age) VALUES (new.email, "
                                       "CASE WHEN 1 THEN 18 END); END"});
    });
    database_.execute("INSERT INTO emails (email) VALUES ('ada@x')");
  }
  std::string one(std::string_view query) {
    const Rows rows = database_.driver().query(query);
    if (rows.rows.size() != 1) return std::to_string(rows.rows.size()) + " rows";
    const SqlValue& value = rows.rows[0][0];
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    return std::to_string(std::get<std::int64_t>(value));
  }

  test::SqliteDatabase database_;
  schema::Schema schema_;
};

TEST_F(SqliteObjects, are_made_and_work) {
  create_users();
  EXPECT_EQ(one("SELECT email FROM emails"), "ada@x");
  EXPECT_EQ(one("SELECT line FROM log"), "new ada@x");
}

TEST_F(SqliteObjects, stay_when_the_table_under_them_is_rebuilt) {
  create_users();
  upgrade([](Operations& op) {
    op.alter_column("users", "email", {.type = varchar(320)});
    op.create_check_constraint("users", {.name = "ck_users_age", .expression = "age > 0"});
  });
  database_.execute("INSERT INTO emails (email) VALUES ('bo@x')");
  EXPECT_EQ(one("SELECT count(*) FROM log"), "2");
  EXPECT_EQ(one("SELECT count(*) FROM emails"), "2");
}

TEST_F(SqliteObjects, a_replaced_view_keeps_its_triggers_and_readers) {
  create_users();
  upgrade([](Operations& op) {
    op.replace_view("adults", {.definition = "SELECT id, lower(email) AS email FROM users"});
    op.replace_view("emails", {.definition = "SELECT email FROM adults ORDER BY 1"});
  });
  database_.execute("INSERT INTO emails (email) VALUES ('BO@X')");
  EXPECT_EQ(one("SELECT email FROM emails WHERE email LIKE 'b%'"), "bo@x");
}

TEST_F(SqliteObjects, follow_their_table_to_its_new_name) {
  create_users();
  const auto operations = operations::record([](Operations& op) {
    op.drop_view("emails");
    op.drop_view("adults");
    op.rename_table("users", "members");
  });
  run(operations);
  database_.execute("INSERT INTO members (email) VALUES ('bo@x')");
  EXPECT_EQ(one("SELECT count(*) FROM log"), "2");
}

TEST_F(SqliteObjects, a_column_goes_from_under_what_stops_reading_it) {
  create_users();
  EXPECT_EQ(change_to([](Operations& op) {
              op.drop_trigger("written", "users");
              op.drop_view("emails");
              op.drop_view("adults");
              op.drop_column("users", "age");
              op.add_column("users", {.name = "nick", .type = text, .nullable = true});
              op.create_view("adults", {.definition = "SELECT id, nick AS email FROM users"});
              op.create_view("emails", {.definition = "SELECT email FROM adults"});
              op.create_trigger(
                  "into_emails", "emails",
                  {.fires = "INSTEAD OF INSERT",
                   .definition = "BEGIN INSERT INTO users (email, nick) VALUES (new.email, "
                                 "new.email); END"});
            }),
            (Lines{"drop_trigger written on users", "drop_view emails", "drop_view adults",
                   "add_column users.nick", "drop_column users.age", "create_view adults",
                   "create_view emails", "create_trigger into_emails on emails"}));
}

TEST_F(SqliteObjects, a_trigger_that_stops_reading_a_column_goes_before_it) {
  create_users();
  upgrade([](Operations& op) {
    op.drop_view("emails");
    op.drop_view("adults");
    op.create_trigger("grown", "users",
                      {.fires = "AFTER UPDATE OF age",
                       .definition = "BEGIN INSERT INTO log VALUES (new.age); END"});
  });
  EXPECT_EQ(change_to([](Operations& op) {
              op.drop_trigger("grown", "users");
              op.drop_column("users", "age");
              op.create_trigger("grown", "users",
                                {.fires = "AFTER UPDATE",
                                 .definition = "BEGIN INSERT INTO log VALUES (new.email); END"});
            }),
            (Lines{"drop_trigger grown on users", "drop_column users.age",
                   "create_trigger grown on users"}));
}

TEST_F(SqliteObjects, go_in_front_of_tables_and_come_after_them) {
  create_users();
  const schema::Schema full = schema_;
  run(diff::diff(schema_, {}));
  EXPECT_EQ(one("SELECT count(*) FROM sqlite_schema WHERE name NOT LIKE 'sqlite%'"), "0");
  run(diff::diff(schema_, full));
  EXPECT_EQ(one("SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'"), "2");
}

TEST_F(SqliteObjects, of_any_spelling_are_read_back) {
  database_.execute(
      "CREATE TABLE T(a, b);"
      "create view if not exists main.[a b] (x, \"y z\") as select a, b from T /* all */;"
      "CREATE TRIGGER \"on\" BEFORE UPDATE OF a ON t WHEN new.a > 1 BEGIN SELECT 1; END;"
      "CREATE VIRTUAL TABLE v USING fts5(t)");
  const schema::Schema read = database_.introspect();
  ASSERT_EQ(read.views.size(), 1U);
  EXPECT_EQ(read.views[0].definition,
            "WITH \"a b\" (x, \"y z\") AS (select a, b from T) SELECT * FROM \"a b\"");
  ASSERT_EQ(read.triggers.size(), 1U);
  EXPECT_EQ(read.triggers[0].table.name, "T");
  EXPECT_EQ(read.triggers[0].name, "on");
  EXPECT_EQ(read.triggers[0].fires, "BEFORE UPDATE OF a");
  EXPECT_EQ(read.triggers[0].definition, "WHEN new.a > 1 BEGIN SELECT 1; END");
}

TEST(SqliteObjectRefusals, say_what_to_do) {
  schema::Schema schema;
  schema::Table table;
  table.name.name = "t";
  table.columns = {{.name = "a", .type = schema::parse_type("text")}};
  schema.tables = {table};
  schema.views = {{.name = {"", "T"}, .definition = "SELECT 1"},
                  {.name = {"app", "v"}, .definition = "SELECT 1", .materialized = true},
                  {.name = {"", "w"}, .definition = "SELECT 1", .storage = {{"a", "b"}}}};
  const auto trigger = [](std::string name, std::string fires, std::string definition) {
    return schema::Trigger{
        .table = {"", "t"}, .name = name, .fires = fires, .definition = definition};
  };
  schema.triggers = {trigger("a", "BEFORE INSERT OR DELETE", "BEGIN SELECT 1; END"),
                     trigger("A", "INSERT", "BEGIN SELECT 1; END"),
                     trigger("b", "AFTER INSERT", "FOR EACH ROW EXECUTE FUNCTION f()"),
                     trigger("c", "INSTEAD OF INSERT", "BEGIN SELECT 1; END")};
  Lines found;
  for (const Finding& refusal : sqlite().refuse(schema))
    found.push_back(refusal.path + ": " + refusal.message);
  EXPECT_EQ(
      found,
      (Lines{"views/T: the name 'T' is already that of table 't': on SQLite tables, views and "
             "indexes share their names, and case does not count",
             "views/app.v: SQLite has no schemas; leave 'app' out",
             "views/app.v: SQLite's views keep no rows; leave MATERIALIZED out, or keep a table up "
             "to date with triggers",
             "views/w: SQLite's views have no settings; leave WITH (…) out",
             "triggers/t/a: a trigger fires at one event on SQLite; declare one for each",
             "triggers/t/A: 't' has a trigger 'A' already: on SQLite those of all tables share "
             "their names",
             "triggers/t/b: SQLite has no functions in the database; give the trigger its "
             "statements: BEGIN … END",
             "triggers/t/c: a trigger of a table fires BEFORE or AFTER the change on SQLite; "
             "INSTEAD OF is for views"}));
}

}  // namespace
}  // namespace limbeck::objects_test
