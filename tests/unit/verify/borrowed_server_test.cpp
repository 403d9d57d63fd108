// A history that an empty database could not be brought to with, because something in it is the
// live database's alone, is told; what extensions and other schemas have is not.
#include <gtest/gtest.h>

#include "limbeck/error.h"
#include "migrations/findings/rule_id.h"
#include "migrations/operations/apply.h"
#include "migrations/operations/recorder.h"
#include "migrations/sql/dialect.h"
#include "runtime/connection/open.h"
#include "runtime/verify/verify.h"
#include "tests/servers/postgresql_server.h"

namespace limbeck::verify::borrowed_server_test {
namespace {

using tests::PostgresqlServer;

class Borrowed : public testing::Test {
 protected:
  void SetUp() override {
    LIMBECK_NEEDS_POSTGRESQL();
    driver_ = connection::open(PostgresqlServer::get()->new_database());
    driver_->execute("SET client_min_messages = warning");
  }

  /// The history's operations, run on what `live` made by hand.
  void make(const char* live, RevisionStep step) {
    driver_->execute(live);
    const auto operations = operations::record(step);
    for (const auto& statement : sql::find_dialect("postgresql")->render(operations, {}).statements)
      driver_->execute(statement.text);
    operations::apply(operations, schema_);
  }
  /// What is told, but for things that no revision made.
  std::string told(const Options& options = {}) {
    std::string text;
    for (const Finding& one : verify(*driver_, schema_, options).differences)
      if (one.rule != RuleId::database_extra)
        text += (text.empty() ? "" : "\n") + one.path + ": " + to_string(one);
    return text;
  }
  static std::string needs(const std::string& path, const std::string& user,
                           const std::string& needed) {
    return path + ": " + user + " needs " + needed +
           ", which no revision makes: the history cannot be run on an empty database";
  }

  std::unique_ptr<connection::Driver> driver_;
  schema::Schema schema_;
};

struct Case {
  const char* name;
  const char* live;
  RevisionStep history;
  std::string path, user, needed;
};

void with_column(Operations& op, const Column& column) {
  op.create_table("item", {.columns = {column}});
}

const Case cases[] = {
    {"a sequence", "CREATE SEQUENCE numbers",
     [](Operations& op) {
       with_column(op, {.name = "id", .type = bigint, .server_default = "nextval('numbers')"});
     },
     "tables/item/columns/id", "column 'item.id'", "sequence 'numbers'"},
    {"a function in a default",
     "CREATE FUNCTION next_id() RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint'",
     [](Operations& op) {
       with_column(op, {.name = "id", .type = bigint, .server_default = "next_id()"});
     },
     "tables/item/columns/id", "column 'item.id'", "function 'next_id'"},
    {"a function that has a namesake of other arguments",
     "CREATE FUNCTION f(bigint) RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint'",
     [](Operations& op) {
       op.create_function("f", {.arguments = "a text",
                                .definition = "RETURNS bigint LANGUAGE sql AS 'SELECT 2::bigint'"});
       with_column(op, {.name = "id", .type = bigint, .server_default = "f(1::bigint)"});
     },
     "tables/item/columns/id", "column 'item.id'", "function 'f'"},
    {"a function spelled with its schema",
     "CREATE FUNCTION next_id() RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint'",
     [](Operations& op) {
       with_column(op, {.name = "id", .type = bigint, .server_default = "public.next_id()"});
     },
     "tables/item/columns/id", "column 'item.id'", "function 'next_id'"},
    {"a function in a check",
     "CREATE FUNCTION is_good(int) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT true'",
     [](Operations& op) {
       op.create_table("item", {.columns = {{.name = "a", .type = integer}},
                                .checks = {{.name = "good", .expression = "is_good(a)"}}});
     },
     "tables/item/constraints/good", "constraint 'good' of 'item'", "function 'is_good'"},
    {"a function in an index",
     "CREATE FUNCTION twice(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 2 * $1'",
     [](Operations& op) {
       with_column(op, {.name = "a", .type = integer});
       op.create_index("ix", "item", {expression("twice(a)")});
     },
     "tables/item/indexes/ix", "index 'ix' of 'item'", "function 'twice'"},
    {"a trigger's function",
     "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
     [](Operations& op) {
       with_column(op, {.name = "a", .type = integer});
       op.create_trigger(
           "touched", "item",
           {.fires = "BEFORE UPDATE", .definition = "FOR EACH ROW EXECUTE FUNCTION touch()"});
     },
     "triggers/item/touched", "trigger 'touched' of 'item'", "function 'touch'"},
    {"an aggregate", "CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int, INITCOND = '0')",
     [](Operations& op) {
       with_column(op, {.name = "a", .type = integer});
       op.create_view("v", {.definition = "SELECT total(a) AS total FROM item"});
     },
     "views/v", "view 'v'", "aggregate 'total'"},
    {"an enum", "CREATE TYPE mood AS ENUM ('a')",
     [](Operations& op) { with_column(op, {.name = "a", .type = native("mood")}); },
     "tables/item/columns/a", "column 'item.a'", "enum 'mood'"},
    {"a domain in an array", "CREATE DOMAIN percent AS int",
     [](Operations& op) { with_column(op, {.name = "a", .type = native("percent[]")}); },
     "tables/item/columns/a", "column 'item.a'", "domain 'percent'"},
    {"a range type", "CREATE TYPE money_range AS RANGE (SUBTYPE = numeric)",
     [](Operations& op) { with_column(op, {.name = "a", .type = native("money_range")}); },
     "tables/item/columns/a", "column 'item.a'", "type 'money_range'"},
    {"a composite type", "CREATE TYPE pair AS (a int, b int)",
     [](Operations& op) { with_column(op, {.name = "a", .type = native("pair")}); },
     "tables/item/columns/a", "column 'item.a'", "composite type 'pair'"},
    {"a domain under a domain", "CREATE DOMAIN base AS int",
     [](Operations& op) { op.create_domain("percent", {.type = native("base")}); },
     "domains/percent", "domain 'percent'", "domain 'base'"},
    {"a table", "CREATE TABLE stranger (a int)",
     [](Operations& op) { op.create_view("v", {.definition = "SELECT a FROM stranger"}); },
     "views/v", "view 'v'", "table 'stranger'"},
    {"a view", "CREATE VIEW stranger AS SELECT 1 AS a",
     [](Operations& op) { op.create_view("v", {.definition = "SELECT a FROM stranger"}); },
     "views/v", "view 'v'", "view 'stranger'"},
    {"the type of a table's rows", "CREATE TABLE stranger (a int)",
     [](Operations& op) {
       op.create_function("f", {.arguments = "s stranger",
                                .definition = "RETURNS int LANGUAGE sql AS 'SELECT 1'"});
     },
     "functions/f(stranger)", "function 'f(stranger)'", "table 'stranger'"},
    {"an operator class",
     "CREATE OPERATOR CLASS odd_ops FOR TYPE int USING btree AS OPERATOR 1 <, OPERATOR 2 <=,"
     " OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 btint4cmp(int, int)",
     [](Operations& op) {
       with_column(op, {.name = "a", .type = integer});
       op.create_index("ix", "item", {IndexElement("a").with_opclass("odd_ops")});
     },
     "tables/item/indexes/ix", "index 'ix' of 'item'", "operator class 'odd_ops'"},
    {"a collation", "CREATE COLLATION odd (LOCALE = 'C')",
     [](Operations& op) { with_column(op, {.name = "a", .type = text, .collation = "odd"}); },
     "tables/item/columns/a", "column 'item.a'", "collation 'odd'"},
    {"an operator",
     "CREATE FUNCTION near(int, int) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT true';"
     "CREATE OPERATOR ~~~ (LEFTARG = int, RIGHTARG = int, FUNCTION = near)",
     [](Operations& op) {
       op.create_table("item", {.columns = {{.name = "a", .type = integer}},
                                .checks = {{.name = "close", .expression = "a ~~~ 1"}}});
     },
     "tables/item/constraints/close", "constraint 'close' of 'item'", "operator '~~~'"},
    {"a text search configuration", "CREATE TEXT SEARCH CONFIGURATION odd (COPY = simple)",
     [](Operations& op) {
       op.create_view("v", {.definition = "SELECT to_tsvector('odd'::regconfig, 'a') AS t"});
     },
     "views/v", "view 'v'", "text search configuration 'odd'"},
};

TEST_F(Borrowed, whatever_only_the_live_database_has_is_reported_where_the_history_needs_it) {
  for (const Case& each : cases) {
    SCOPED_TRACE(each.name);
    driver_->execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    schema_ = {};
    make(each.live, each.history);
    // What was made with the live thing may look otherwise than it does there, too.
    const std::string expected = needs(each.path, each.user, each.needed);
    EXPECT_NE(told().find(expected), std::string::npos) << told() << "\n" << expected;
  }
}

TEST_F(Borrowed, an_extensions_own_things_are_not_the_historys_to_make) {
  make("CREATE EXTENSION citext; CREATE EXTENSION pg_trgm; CREATE EXTENSION \"uuid-ossp\"",
       [](Operations& op) {
         op.create_table(
             "item",
             {.columns = {{.name = "a", .type = native("citext")},
                          {.name = "b", .type = native("citext[]")},
                          {.name = "c", .type = text},
                          {.name = "d", .type = uuid, .server_default = "uuid_generate_v4()"}}});
         op.create_index("ix", "item", {IndexElement("c").with_opclass("gin_trgm_ops")},
                         {.method = "gin"});
         op.create_view("v", {.definition = "SELECT similarity(c, 'x') AS near FROM item"});
       });
  EXPECT_EQ(told(), "");
}

TEST_F(Borrowed, what_is_in_a_schema_that_the_history_has_nothing_of_is_others) {
  make(
      "CREATE SCHEMA auth; CREATE FUNCTION auth.uid() RETURNS uuid LANGUAGE sql AS"
      " 'SELECT NULL::uuid'; CREATE TABLE auth.people (id uuid)",
      [](Operations& op) {
        with_column(op, {.name = "who", .type = uuid, .server_default = "auth.uid()"});
        op.create_view("v", {.definition = "SELECT id FROM auth.people"});
      });
  EXPECT_EQ(told(), "");
}

TEST_F(Borrowed, what_a_pattern_leaves_to_others_may_be_used) {
  make("CREATE TABLE legacy_people (id int)",
       [](Operations& op) { op.create_view("v", {.definition = "SELECT id FROM legacy_people"}); });
  EXPECT_NE(told(), "");
  EXPECT_EQ(told({.ledger = {}, .filter = {.exclude = {"legacy_*"}, .schemas = {}}}), "");
}

// No operation makes a collation or an operator: `execute` does, and no schema can hold it.
TEST_F(Borrowed, what_a_revisions_own_sql_names_may_be_made_by_it) {
  // Ranges have multiranges from 14 on.
  static bool has_multiranges;
  has_multiranges = driver_->server_version() >= 140000;
  const std::string sql =
      std::string(
          "CREATE COLLATION odd (LOCALE = 'C'); CREATE TYPE span AS RANGE (SUBTYPE = numeric") +
      (has_multiranges ? ", MULTIRANGE_TYPE_NAME = spans" : "") +
      "); CREATE FUNCTION near(int, int) RETURNS bool LANGUAGE sql"
      " IMMUTABLE AS 'SELECT true';"
      "CREATE OPERATOR ~~~ (LEFTARG = int, RIGHTARG = int, FUNCTION = near)";
  make(sql.c_str(), [](Operations& op) {
    op.create_table(
        "item", {.columns = {{.name = "a", .type = text, .collation = "odd"},
                             {.name = "s", .type = native(has_multiranges ? "spans[]" : "span[]")},
                             {.name = "n", .type = integer}},
                 .checks = {{.name = "close", .expression = "n ~~~ 1"}}});
  });
  for (const char* needed : {"collation 'odd'", "type 'span'", "operator '~~~'"})
    EXPECT_NE(told().find(needed), std::string::npos) << told();
  EXPECT_EQ(told({.ledger = {}, .filter = {}, .run_sql = {sql}}), "");
}

// A database made by the history is as the history says, however that spells its own things.
TEST_F(Borrowed, the_historys_own_things_may_be_named_with_the_default_schema) {
  make("", [](Operations& op) {
    op.create_enum("mood", {"a"});
    op.create_sequence("ids");
    op.create_function("f", {.arguments = "m public.mood",
                             .definition = "RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1'"});
    op.create_function("next_mood", {.arguments = "",
                                     .definition = "RETURNS public.mood LANGUAGE sql IMMUTABLE AS "
                                                   "$$SELECT 'a'::public.mood$$"});
    op.create_function(
        "touch", {.definition = "RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'"});
    op.create_domain("good", {.type = text, .checks = {{"ck", "VALUE <> 'public.x'::text"}}});
    op.create_table(
        "item",
        {.columns =
             {{.name = "m", .type = enum_type("mood")},
              {.name = "n", .type = native("public.mood[]"), .nullable = true},
              {.name = "g", .type = native("\"public\".good"), .nullable = true},
              {.name = "public", .type = text, .server_default = "'public.ids'"},
              {.name = "id", .type = bigint, .server_default = "nextval('public.ids'::regclass)"},
              {.name = "id2", .type = bigint, .server_default = "nextval('\"public\".ids')"}},
         .checks = {{.name = "ck", .expression = "public.f(m) > 0"}}});
    op.create_index("ix", "item", {expression("public.f(m)")}, {.where = "m <> 'a'::public.mood"});
    op.create_view("v", {.definition = "SELECT public.f(m) AS one, item.public FROM public.item"});
    op.create_view("w", {.definition = "SELECT one FROM public.v"});
    op.create_trigger(
        "touched", "item",
        {.fires = "BEFORE UPDATE", .definition = "FOR EACH ROW EXECUTE FUNCTION public.touch()"});
  });
  const Verification found = verify(*driver_, schema_, {});
  std::string text;
  for (const Finding& one : found.differences) text += to_string(one) + "\n";
  for (const auto& operation : found.operations) text += describe(operation) + "\n";
  EXPECT_EQ(text, "");
}

/// A history whose things have namesakes all over: each has to be the history's own.
void make_namesakes(Operations& op) {
  op.create_enum("mood", {"calm", "cross"});
  op.create_table(
      "item", {.columns = {{.name = "id", .type = bigint}, {.name = "m", .type = native("mood")}}});
  op.create_function("f",
                     {.arguments = "n numeric",
                      .definition = "RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT 1::text'"});
  op.create_function("g", {.arguments = "i item",
                           .definition = "RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT i.id'"});
  op.create_view("v", {.definition = "SELECT f(1) AS one, g(item) AS two, m FROM item"});
  op.create_table("other", {.columns = {{.name = "a", .type = text, .server_default = "f(2)"},
                                        {.name = "t", .type = native("citext")}},
                            .checks = {{.name = "some", .expression = "f(3) <> ''"}}});
}

constexpr const char* namesakes =
    "CREATE FUNCTION f(integer) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT 2::text';"
    "CREATE FUNCTION f(bigint) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT 3::text';";

// The live f(integer) would be nearer to f(1) than the history's f(numeric) is.
TEST_F(Borrowed, a_live_object_is_not_taken_for_one_of_the_history) {
  make("CREATE EXTENSION citext", make_namesakes);
  EXPECT_EQ(told(), "");
  driver_->execute(namesakes);
  EXPECT_EQ(told(), "");
}

TEST_F(Borrowed, namesakes_in_the_schemas_of_the_search_path_are_not_taken_for_the_historys) {
  driver_->execute(
      "CREATE EXTENSION citext; CREATE TYPE mood AS ENUM ('loud'); CREATE TABLE item (x inet);"
      "CREATE TABLE other (y inet); CREATE VIEW v AS SELECT x FROM item;"
      "CREATE FUNCTION g(item) RETURNS inet LANGUAGE sql IMMUTABLE AS 'SELECT $1.x';");
  driver_->execute(namesakes);
  make("CREATE SCHEMA app; SET search_path = app", [](Operations&) {});
  // The history was run where nothing else was in the way.
  driver_->execute("ALTER EXTENSION citext SET SCHEMA app");
  make("", make_namesakes);
  driver_->execute("ALTER EXTENSION citext SET SCHEMA public");
  for (const char* path : {"app, public", "app, public, pg_catalog"}) {
    driver_->execute("SET search_path = " + std::string(path));
    EXPECT_EQ(told(), "") << path;
  }
}

TEST_F(Borrowed, what_the_search_path_finds_beside_the_default_schema_is_reported) {
  make(
      "CREATE FUNCTION touch() RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint';"
      "CREATE SCHEMA app; SET search_path = app, public",
      [](Operations& op) {
        with_column(op, {.name = "id", .type = bigint, .server_default = "touch()"});
      });
  EXPECT_EQ(told(), needs("tables/item/columns/id", "column 'item.id'", "function 'public.touch'"));
  EXPECT_EQ(told({.ledger = {}, .filter = {.exclude = {"public.touch"}, .schemas = {}}}), "");
}

// In another schema of the history's there is nothing but what the history makes.
TEST_F(Borrowed, what_is_missing_in_another_schema_is_named_with_each_statement_that_needs_it) {
  make(
      "CREATE SCHEMA audit; CREATE FUNCTION audit.next_id() RETURNS bigint LANGUAGE sql AS"
      " 'SELECT 1::bigint'; CREATE TYPE audit.mood AS ENUM ('a')",
      [](Operations& op) {
        op.create_table({"audit", "log"}, {.columns = {{.name = "a", .type = integer}}});
        with_column(op, {.name = "id", .type = bigint, .server_default = "audit.next_id()"});
        op.create_table("other", {.columns = {{.name = "m", .type = native("audit.mood")}}});
      });
  try {
    ADD_FAILURE() << told();
  } catch (const Error& error) {
    const std::string text = error.what();
    EXPECT_NE(text.find("what the history says cannot be made on its own"), std::string::npos);
    EXPECT_NE(text.find("function audit.next_id() does not exist: CREATE TABLE \"item\""),
              std::string::npos)
        << text;
    EXPECT_NE(text.find("type \"audit.mood\" does not exist: CREATE TABLE \"other\""),
              std::string::npos)
        << text;
  }
}

}  // namespace
}  // namespace limbeck::verify::borrowed_server_test
