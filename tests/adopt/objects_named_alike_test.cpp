// An object that is held as its SQL has the same name whether a file of SQL_OBJECTS declares it or
// it is read from a database: otherwise the two would never be compared.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "compiler/sql_objects/sql_objects.h"
#include "migrations/schema/other_objects.h"
#include "runtime/connection/open.h"
#include "runtime/introspect/introspect.h"
#include "tests/servers/postgresql_server.h"
#include "tests/support/new_directory.h"

namespace limbeck::objects_named_alike_test {
namespace {

namespace fs = std::filesystem;

// What the statements need, which no file of SQL_OBJECTS takes.
constexpr const char* tables =
    "CREATE SCHEMA audit; CREATE TABLE accounts (id integer PRIMARY KEY, owner text, \"a b\" text);"
    "CREATE TABLE audit.rows (id integer);"
    "CREATE FUNCTION plus(a numeric, b numeric) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT "
    "a + b';"
    "CREATE FUNCTION same(a text, b integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT "
    "true';"
    "CREATE FUNCTION not_a(b integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true';"
    "CREATE FUNCTION as_money(a boolean) RETURNS money LANGUAGE sql IMMUTABLE AS 'SELECT 1::money';"
    "CREATE FUNCTION on_ddl() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';";

constexpr const char* statements = R"sql(
CREATE TYPE pair AS (a integer, b text);
CREATE TYPE audit.span AS RANGE (SUBTYPE = float8);
CREATE TYPE "odd (name)" AS (a integer);
CREATE AGGREGATE total(numeric) (SFUNC = plus, STYPE = numeric);
CREATE AGGREGATE audit.total(IN value numeric(10, 2)) (SFUNC = public.plus, STYPE = numeric);
CREATE COLLATION plain (locale = 'C');
CREATE CAST (boolean AS money) WITH FUNCTION as_money(boolean) AS ASSIGNMENT;
CREATE CAST (pair AS varchar(10)) WITH INOUT;
CREATE OPERATOR === (FUNCTION = same, LEFTARG = text, RIGHTARG = int4);
CREATE OPERATOR audit.!! (FUNCTION = not_a, RIGHTARG = integer);
CREATE OPERATOR FAMILY whole USING btree;
CREATE OPERATOR CLASS whole_ops FOR TYPE integer USING btree FAMILY whole AS
  OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
  FUNCTION 1 btint4cmp(integer, integer);
CREATE DEFAULT CONVERSION latin FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
CREATE TEXT SEARCH DICTIONARY words (TEMPLATE = simple);
CREATE TEXT SEARCH CONFIGURATION texts (PARSER = "default");
ALTER TEXT SEARCH CONFIGURATION texts ADD MAPPING FOR word WITH words;
CREATE STATISTICS owners (ndistinct) ON id, owner FROM accounts;
CREATE POLICY own ON accounts USING (true);
CREATE POLICY "Own rows" ON audit.rows AS RESTRICTIVE FOR UPDATE TO PUBLIC USING (id > 0);
ALTER TABLE accounts ENABLE ROW LEVEL SECURITY;
ALTER TABLE ONLY audit.rows FORCE ROW LEVEL SECURITY;
ALTER TABLE audit.rows REPLICA IDENTITY FULL;
ALTER TABLE accounts CLUSTER ON accounts_pkey;
CREATE RULE none AS ON DELETE TO accounts WHERE old.id < 0 DO INSTEAD NOTHING;
CREATE RULE none AS ON INSERT TO audit.rows DO ALSO NOTHING;
CREATE PUBLICATION everything FOR ALL TABLES;
CREATE EVENT TRIGGER watch ON ddl_command_end EXECUTE FUNCTION on_ddl();
CREATE FOREIGN DATA WRAPPER nothing;
CREATE SERVER nowhere FOREIGN DATA WRAPPER nothing;
CREATE FOREIGN TABLE away (a integer) SERVER nowhere;
CREATE ACCESS METHOD heap_too TYPE TABLE HANDLER heap_tableam_handler;
)sql";

std::string listed(const std::set<schema::Name>& names) {
  std::string text;
  for (const schema::Name& name : names) text += "\n  " + to_string(name);
  return text;
}

std::set<schema::Name> names_of(const schema::Schema& schema) {
  std::set<schema::Name> names;
  for (const schema::OtherObject& object : schema.objects) names.insert(object.name);
  return names;
}

// The objects that a file with `statements` declares.
schema::Schema declared() {
  const fs::path directory = test::new_directory(fs::temp_directory_path(), "limbeck-objects-");
  const std::string file = (directory / "objects.sql").string();
  std::ofstream(file) << statements;
  compiler::Model model;
  diagnostics::Diagnostics diagnostics;
  compiler::add_sql_objects({.files = {file}, .dialects = {"postgresql"}}, {}, model, diagnostics);
  fs::remove_all(directory);
  for (const Finding& finding : diagnostics.all()) ADD_FAILURE() << finding.message;
  return model.schema;
}

TEST(OtherObjects, have_one_name_in_a_file_and_in_the_database) {
  LIMBECK_NEEDS_POSTGRESQL();
  const auto driver = connection::open(tests::PostgresqlServer::get()->new_database());
  driver->execute(tables);
  driver->execute(statements);
  const introspect::Result read = introspect::introspect(*driver, {.schemas = {"audit"}});
  EXPECT_EQ(listed(names_of(declared())), listed(names_of(read.schema)));
}

// Each is dropped by the SQL that was derived from its CREATE.
TEST(OtherObjects, are_dropped_by_the_sql_of_a_file) {
  LIMBECK_NEEDS_POSTGRESQL();
  const auto driver = connection::open(tests::PostgresqlServer::get()->new_database());
  driver->execute(tables);
  driver->execute(statements);
  std::vector<schema::OtherObject> left = declared().objects;
  // What others use goes after them: as often as something can be dropped.
  for (bool more = true; more && !left.empty();) {
    more = std::erase_if(left, [&](const schema::OtherObject& object) {
             try {
               driver->execute(object.drop);
               return true;
             } catch (const Error&) {
               return false;
             }
           }) > 0;
  }
  for (const schema::OtherObject& object : left) {
    ADD_FAILURE() << to_string(object.name) << " is not dropped by " << object.drop;
  }
  const introspect::Result read = introspect::introspect(*driver, {.schemas = {"audit"}});
  EXPECT_EQ(listed(names_of(read.schema)), "");
}

}  // namespace
}  // namespace limbeck::objects_named_alike_test
