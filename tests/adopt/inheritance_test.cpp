// A table that inherits from others has their columns, and they are not its own when it is made
// again.
#include <gtest/gtest.h>

#include "migrations/diff/diff.h"
#include "migrations/operations/apply.h"
#include "migrations/operations/recorder.h"
#include "migrations/sql/dialect.h"
#include "runtime/connection/open.h"
#include "runtime/introspect/introspect.h"
#include "runtime/verify/verify.h"
#include "tests/servers/postgresql_server.h"

namespace limbeck::inheritance_test {
namespace {

using tests::PostgresqlServer;

class Inheritance : public testing::Test {
 protected:
  void SetUp() override {
    LIMBECK_NEEDS_POSTGRESQL();
    driver_ = new_database();
  }
  static std::unique_ptr<connection::Driver> new_database() {
    auto driver = connection::open(PostgresqlServer::get()->new_database());
    driver->execute("SET client_min_messages = warning");
    return driver;
  }
  static void run(connection::Driver& driver, const std::vector<operations::Operation>& operations,
                  const schema::Schema& before) {
    for (const auto& one : sql::find_dialect("postgresql")->render(operations, before).statements)
      driver.execute(one.text);
  }
  void upgrade(RevisionStep step) {
    const auto operations = operations::record(step);
    run(*driver_, operations, schema_);
    for (const Finding& problem : operations::apply(operations, schema_))
      ADD_FAILURE() << problem.message;
  }
  std::string reported() {
    const verify::Verification found = verify::verify(*driver_, schema_, {});
    std::string text;
    for (const Finding& one : found.differences) text += to_string(one) + "\n";
    for (const introspect::Omission& one : found.not_looked_at)
      text += "omitted " + one.path + ": " + one.what + "\n";
    return text;
  }
  /// Each column with whether the table declares it, how often it inherits it, and its default.
  static std::string columns(connection::Driver& driver) {
    std::string text;
    for (const auto& row :
         driver
             .query("SELECT format('%s.%s %s %s %s %s', a.attrelid::regclass, a.attname,"
                    " a.attislocal, a.attinhcount, a.attnotnull, pg_get_expr(d.adbin, d.adrelid))"
                    " FROM pg_attribute AS a LEFT JOIN pg_attrdef AS d ON d.adrelid = a.attrelid"
                    " AND d.adnum = a.attnum JOIN pg_class AS c ON c.oid = a.attrelid"
                    " WHERE c.relkind = 'r' AND c.relnamespace IN ('public'::regnamespace,"
                    "  to_regnamespace('old')) AND a.attnum > 0 AND NOT a.attisdropped"
                    " ORDER BY 1")
             .rows)
      text += std::get<std::string>(row[0]) + "\n";
    return text;
  }

  std::unique_ptr<connection::Driver> driver_;
  schema::Schema schema_;
};

// Parents after children by their names, in another schema, and two of them; defaults and NOT NULL
// of the children's own.
TEST_F(Inheritance, is_made_again_with_the_columns_that_each_table_declares) {
  driver_->execute(
      "CREATE SCHEMA old;"
      "CREATE TABLE old.\"Zoo\" (id serial PRIMARY KEY, name text DEFAULT 'z', born date NOT NULL,"
      " CONSTRAINT named CHECK (name <> ''));"
      "CREATE TABLE yard (size integer DEFAULT 1, gone integer, note text);"
      "CREATE TABLE a_child (own text) INHERITS (old.\"Zoo\", yard);"
      "ALTER TABLE a_child ALTER COLUMN name SET DEFAULT 'a', ALTER COLUMN size DROP DEFAULT,"
      "  ALTER COLUMN note SET NOT NULL, ADD PRIMARY KEY (id), ADD CHECK (size > 0);"
      "CREATE TABLE b_grandchild () INHERITS (a_child);"
      "CREATE TABLE c_declares (name text, size integer) INHERITS (yard);"
      "CREATE TABLE d_joined (size integer DEFAULT 7, gone integer, note text);"
      "ALTER TABLE d_joined INHERIT yard;"
      "ALTER TABLE yard DROP COLUMN gone;");
  const introspect::Result read =
      introspect::introspect(*driver_, {.schemas = {"old"}, .for_models = true});
  EXPECT_TRUE(read.omissions.empty());
  const auto copy = new_database();
  run(*copy, diff::diff({}, read.schema), {});
  EXPECT_EQ(columns(*copy), columns(*driver_));
  const schema::Schema again =
      introspect::introspect(*copy, {.schemas = {"old"}, .for_models = true}).schema;
  std::string differences;
  for (const auto& one : diff::diff(read.schema, again)) differences += describe(one) + "\n";
  EXPECT_EQ(differences, "");
}

TEST_F(Inheritance, follows_new_names_and_ends) {
  upgrade([](Operations& op) {
    op.create_table("people",
                    {.columns = {{.name = "id", .type = bigint}, {.name = "name", .type = text}}});
    op.create_table("staff", {.columns = {{.name = "id", .type = bigint},
                                          {.name = "name", .type = text},
                                          {.name = "room", .type = text}},
                              .settings = {{"postgresql.inherits", "people"},
                                           {"postgresql.inherited", "id, name"}}});
  });
  EXPECT_EQ(reported(), "");
  upgrade([](Operations& op) { op.rename_table("people", "User"); });
  EXPECT_EQ(schema::find_table(schema_, {"", "staff"})->settings.at("postgresql.inherits"),
            "\"User\"");
  EXPECT_EQ(reported(), "");
  upgrade([](Operations& op) {
    op.alter_table_settings("staff", {{"postgresql.inherits", ""}, {"postgresql.inherited", ""}});
  });
  EXPECT_EQ(reported(), "");
  upgrade([](Operations& op) {
    op.alter_table_settings("staff", {{"postgresql.inherits", "\"User\""}});
  });
  EXPECT_EQ(reported(), "");
}

TEST_F(Inheritance, that_no_revision_made_is_named_and_is_no_difference) {
  upgrade([](Operations& op) {
    op.create_table("people", {.columns = {{.name = "id", .type = bigint}}});
    op.create_table("staff", {.columns = {{.name = "id", .type = bigint}}});
  });
  driver_->execute("ALTER TABLE staff INHERIT people");
  EXPECT_EQ(reported(), "omitted tables/staff: inheritance from people\n");
}

TEST(InheritanceSettings, are_refused_where_they_cannot_be) {
  const sql::FullDialect& dialect = *sql::find_dialect("postgresql");
  const auto refusals = [&](std::map<std::string, std::string> settings) {
    schema::Schema schema;
    schema.tables.push_back(
        {.name = {"", "t"}, .columns = {{.name = "a"}}, .settings = std::move(settings)});
    std::string text;
    for (const Finding& one : dialect.refuse(schema)) text += one.message + "\n";
    return text;
  };
  EXPECT_EQ(refusals({{"postgresql.inherits", "p"}, {"postgresql.inherited", "a"}}), "");
  EXPECT_NE(refusals({{"postgresql.inherits", "p"}, {"postgresql.inherited", "b"}}).find("'b'"),
            std::string::npos);
  EXPECT_NE(refusals({{"postgresql.inherited", "a"}}).find("needs 'postgresql.inherits'"),
            std::string::npos);
  const operations::Operation later{
      operations::AlterTableSettings{{"", "t"}, {{"postgresql.inherited", "a"}}}, {}};
  EXPECT_EQ(dialect.refuse(later, {}).size(), 1U);
}

}  // namespace
}  // namespace limbeck::inheritance_test
