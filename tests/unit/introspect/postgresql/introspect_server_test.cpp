// What is read of a database that plain SQL made.
#include <gtest/gtest.h>

#include <chrono>

#include "../../../servers/postgresql_server.h"
#include "migrations/schema/json.h"
#include "nlohmann/json.hpp"
#include "runtime/connection/open.h"
#include "runtime/introspect/introspect.h"
#include "runtime/introspect/postgresql/scratch.h"

namespace limbeck::introspect {
namespace {

using tests::PostgresqlServer;

class PostgresqlIntrospection : public testing::Test {
 protected:
  void SetUp() override {
    LIMBECK_NEEDS_POSTGRESQL();
    driver_ = connection::open(PostgresqlServer::get()->new_database());
  }
  std::string read(const char* sql, const Options& options = {}) {
    driver_->execute(sql);
    return schema::to_json(introspect(*driver_, options).schema).dump();
  }
  std::unique_ptr<connection::Driver> driver_;
};

// clang-format off: JSON a line each
TEST_F(PostgresqlIntrospection, reads_columns) {
  EXPECT_EQ(
      read("CREATE TYPE mood AS ENUM ('sad', 'it''s ok'); COMMENT ON TYPE mood IS 'how';"
           "CREATE TABLE t (a bigint GENERATED ALWAYS AS IDENTITY (START 5 INCREMENT 2),"
           " b varchar(20) COLLATE \"C\" DEFAULT 'x', c numeric(10,2)[][], d mood NOT NULL,"
           " e mood[], f timestamptz(3), g int GENERATED ALWAYS AS (1 + 1) STORED, h bytea,"
           " i inet, j interval, k char(2), \"L\" text);"
           "COMMENT ON COLUMN t.b IS 'the b'; COMMENT ON TABLE t IS 'the t'"),
      R"j({"tables":[{"name":"t","comment":"the t","columns":[)j"
      R"j({"name":"a","type":"bigint","nullable":false,"identity":{"mode":"always","start":5,"increment":2}},)j"
      R"j({"name":"b","type":"varchar(20)","nullable":true,"default":"'x'::character varying","collation":"C","comment":"the b"},)j"
      R"j({"name":"c","type":"numeric(10,2)[][]","nullable":true},)j"
      R"j({"name":"d","type":"enum mood","nullable":false},)j"
      R"j({"name":"e","type":"enum mood[]","nullable":true},)j"
      R"j({"name":"f","type":"timestamptz(3)","nullable":true},)j"
      R"j({"name":"g","type":"integer","nullable":true,"generated":{"expression":"(1 + 1)","stored":true}},)j"
      R"j({"name":"h","type":"bytes","nullable":true},)j"
      R"j({"name":"i","type":"inet","nullable":true},)j"
      R"j({"name":"j","type":"interval","nullable":true},)j"
      R"j({"name":"k","type":"char(2)","nullable":true},)j"
      R"j({"name":"L","type":"text","nullable":true}]}],)j"
      R"j("enums":[{"name":"mood","values":["sad","it's ok"],"comment":"how"}]})j");
}

TEST_F(PostgresqlIntrospection, reads_constraints) {
  EXPECT_EQ(
      read("CREATE TABLE p (x int UNIQUE, y int, PRIMARY KEY (y, x) DEFERRABLE);"
           "CREATE TABLE t (a int, b int CONSTRAINT ck CHECK (b > 0) NO INHERIT,"
           " CONSTRAINT u UNIQUE NULLS NOT DISTINCT (b, a) DEFERRABLE INITIALLY DEFERRED,"
           " CONSTRAINT e EXCLUDE USING btree (a WITH =) WHERE (a > 5) DEFERRABLE,"
           " CONSTRAINT s FOREIGN KEY (a) REFERENCES p (x)"
           "  MATCH FULL ON DELETE SET NULL ON UPDATE RESTRICT) WITH (fillfactor = 70);"
           "ALTER TABLE t ADD CONSTRAINT v CHECK (a < 9) NOT VALID"),
      R"j({"tables":[{"name":"p","columns":[{"name":"x","type":"integer","nullable":false},)j"
      R"j({"name":"y","type":"integer","nullable":false}],)j"
      R"j("primary_key":{"name":"p_pkey","columns":["y","x"],"deferrable":"initially_immediate"},)j"
      R"j("uniques":[{"name":"p_x_key","columns":["x"]}]},{"name":"t",)j"
      R"j("columns":[{"name":"a","type":"integer","nullable":true},)j"
      R"j({"name":"b","type":"integer","nullable":true}],)j"
      R"j("uniques":[{"name":"u","columns":["b","a"],"nulls_not_distinct":true,"deferrable":"initially_deferred"}],)j"
      R"j("foreign_keys":[{"name":"s","columns":["a"],"ref_table":"p","ref_columns":["x"],)j"
      R"j("on_delete":"set_null","on_update":"restrict","match":"full"}],)j"
      R"j("checks":[{"name":"ck","expression":"(b > 0)","no_inherit":true},)j"
      R"j({"name":"v","expression":"(a < 9)","not_valid":true}],)j"
      R"j("excludes":[{"name":"e","definition":"USING btree (a WITH =) WHERE ((a > 5))","deferrable":"initially_immediate"}],)j"
      R"j("settings":{"postgresql.fillfactor":"70"}}]})j");
}

TEST_F(PostgresqlIntrospection, reads_indexes) {
  EXPECT_EQ(
      read("CREATE EXTENSION pg_trgm; CREATE TABLE t (a text, b int);"
           "CREATE UNIQUE INDEX i1 ON t (a DESC, b NULLS FIRST) INCLUDE (b) NULLS NOT DISTINCT"
           "  WITH (fillfactor = 60) WHERE b > 0; COMMENT ON INDEX i1 IS 'one';"
           "CREATE INDEX i2 ON t USING gist (a gist_trgm_ops (siglen = 32));"
           "CREATE INDEX i3 ON t (lower(a) text_pattern_ops, a COLLATE \"POSIX\")"),
      R"j({"tables":[{"name":"t","columns":[{"name":"a","type":"text","nullable":true},)j"
      R"j({"name":"b","type":"integer","nullable":true}],"indexes":[)j"
      R"j({"name":"i1","columns":[{"column":"a","order":"desc"},{"column":"b","nulls":"first"}],)j"
      R"j("unique":true,"where":"(b > 0)","include":["b"],"nulls_not_distinct":true,)j"
      R"j("storage":{"fillfactor":"60"},"comment":"one"},)j"
      R"j({"name":"i2","columns":[{"column":"a","opclass":"gist_trgm_ops(siglen=32)"}],"unique":false,"using":"gist"},)j"
      R"j({"name":"i3","columns":[{"expression":"lower(a)","opclass":"text_pattern_ops"},)j"
      R"j({"column":"a","collation":"POSIX"}],"unique":false}]}]})j");
}

// clang-format on

TEST_F(PostgresqlIntrospection, tells_what_no_schema_holds) {
  driver_->execute(
      "CREATE TABLE t (id serial); CREATE VIEW v AS SELECT 1;"
      "CREATE MATERIALIZED VIEW m AS SELECT 1;"
      "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';"
      "CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();"
      "CREATE TABLE parts (a int) PARTITION BY LIST (a);"
      "CREATE TABLE part PARTITION OF parts FOR VALUES IN (1);"
      "CREATE TABLE child () INHERITS (t); ALTER TABLE t ENABLE ROW LEVEL SECURITY");
  std::string told;
  for (const Omission& omission : introspect(*driver_).omissions) {
    told += omission.path + ": " + omission.what + "\n";
  }
  EXPECT_EQ(told,
            "tables/child: inheritance from t\n"
            "tables/m: materialized view\n"
            "tables/part: partition\n"
            "tables/t: row security\n"
            "tables/t: trigger g\n"
            "tables/t_id_seq: sequence\n"
            "tables/v: view\n");
}

TEST_F(PostgresqlIntrospection, reads_the_schemas_it_is_asked_for) {
  const char* sql =
      "CREATE SCHEMA \"Other\"; CREATE SCHEMA more; CREATE TABLE a (i int PRIMARY KEY);"
      "CREATE TABLE \"Other\".b (i int REFERENCES a); CREATE TABLE more.c (i int);"
      "CREATE TABLE limbeck_version (v text)";
  EXPECT_EQ(
      read(sql, {.schemas = {"Other"}}),
      R"j({"tables":[{"name":"a","columns":[{"name":"i","type":"integer","nullable":false}],)j"
      R"j("primary_key":{"name":"a_pkey","columns":["i"]}},)j"
      R"j({"name":"b","schema":"Other","columns":[{"name":"i","type":"integer","nullable":true}],)j"
      R"j("foreign_keys":[{"name":"b_i_fkey","columns":["i"],"ref_table":"a","ref_columns":["i"]}]}]})j");
}

TEST_F(PostgresqlIntrospection, leaves_extensions_and_the_database_as_they_are) {
  driver_->execute("CREATE EXTENSION citext; CREATE SCHEMA s; CREATE TABLE s.t (c citext)");
  schema::Schema schema{.tables = {{.name = {"s", "t"}, .columns = {{.name = "c"}}},
                                   {.name = {{}, "u"}, .columns = {{.name = "c"}}}}};
  for (schema::Table& table : schema.tables) {
    table.columns[0].type = schema::parse_type("citext");
    table.columns[0].nullable = true;
  }
  schema::sort(schema);
  EXPECT_EQ(postgresql::as_kept(*driver_, schema), schema);
  const Result found = introspect(*driver_, {.schemas = {"s"}});
  std::erase_if(schema.tables, [](const auto& table) { return table.name.schema.empty(); });
  EXPECT_EQ(found.schema, schema);
  EXPECT_TRUE(found.omissions.empty());
}

TEST_F(PostgresqlIntrospection, takes_half_a_second_for_a_thousand_tables_and_no_more_queries) {
  driver_->execute(
      "DO $$ BEGIN FOR i IN 1..1000 LOOP EXECUTE format('CREATE TABLE t%s (id bigint GENERATED BY"
      " DEFAULT AS IDENTITY PRIMARY KEY, a text NOT NULL, b int DEFAULT 0 CHECK (b >= 0), c"
      " timestamptz DEFAULT now(), d numeric(10,2), e varchar(20) UNIQUE)', i); END LOOP; END $$");
  driver_->execute("ANALYZE");
  const auto start = std::chrono::steady_clock::now();
  const Result found = introspect(*driver_);
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
  EXPECT_EQ(found.schema.tables.size(), 1000U);
  RecordProperty("milliseconds", static_cast<int>(taken.count() * 1000));
  std::cout << "1,000 tables of six columns were read in " << taken.count() << " s\n";
}

}  // namespace
}  // namespace limbeck::introspect
