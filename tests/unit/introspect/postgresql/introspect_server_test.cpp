// What is read of a database that plain SQL made.
#include <gtest/gtest.h>

#include "../../../servers/postgresql_server.h"
#include "migrations/schema/json.h"
#include "nlohmann/json.hpp"
#include "runtime/connection/open.h"
#include "runtime/introspect/introspect.h"
#include "runtime/introspect/postgresql/scratch.h"

namespace limbeck::introspect::introspect_server_test {
namespace {

using tests::PostgresqlServer;

class PostgresqlIntrospection : public testing::Test {
 protected:
  void SetUp() override {
    LIMBECK_NEEDS_POSTGRESQL();
    driver_ = connection::open(PostgresqlServer::get()->new_database());
  }
  std::string read(std::string sql, const Options& options = {}) {
    if (is_old()) take_out(sql, " NULLS NOT DISTINCT");
    driver_->execute(sql);
    return schema::to_json(introspect(*driver_, options).schema).dump();
  }
  /// What a server of version 15 says, as this one says it.
  std::string on_this(std::string json) const {
    if (is_old()) take_out(json, R"("nulls_not_distinct":true,)");
    if (driver_->server_version() < 140000) {
      take_out(json, "IN ");  // of a procedure
      if (const std::size_t at = json.find(R"("1.6")"); at != std::string::npos) json[at + 3] = '5';
    }
    return json;
  }
  bool is_old() const { return driver_->server_version() < 150000; }
  static void take_out(std::string& text, const std::string& part) {
    const std::size_t at = text.find(part);
    if (at != std::string::npos) text.erase(at, part.size());
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
      on_this(
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
          R"j("settings":{"postgresql.fillfactor":"70"}}]})j"));
}

TEST_F(PostgresqlIntrospection, reads_indexes) {
  EXPECT_EQ(
      read("CREATE EXTENSION pg_trgm; CREATE TABLE t (a text, b int);"
           "CREATE UNIQUE INDEX i1 ON t (a DESC, b NULLS FIRST) INCLUDE (b) NULLS NOT DISTINCT"
           "  WITH (fillfactor = 60) WHERE b > 0; COMMENT ON INDEX i1 IS 'one';"
           "CREATE INDEX i2 ON t USING gist (a gist_trgm_ops (siglen = 32));"
           "CREATE INDEX i3 ON t (lower(a) text_pattern_ops, a COLLATE \"POSIX\")"),
      on_this(
          R"j({"tables":[{"name":"t","columns":[{"name":"a","type":"text","nullable":true},)j"
          R"j({"name":"b","type":"integer","nullable":true}],"indexes":[)j"
          R"j({"name":"i1","columns":[{"column":"a","order":"desc"},{"column":"b","nulls":"first"}],)j"
          R"j("unique":true,"where":"(b > 0)","include":["b"],"nulls_not_distinct":true,)j"
          R"j("storage":{"fillfactor":"60"},"comment":"one"},)j"
          R"j({"name":"i2","columns":[{"column":"a","opclass":"gist_trgm_ops(siglen=32)"}],"unique":false,"using":"gist"},)j"
          R"j({"name":"i3","columns":[{"expression":"lower(a)","opclass":"text_pattern_ops"},)j"
          R"j({"column":"a","collation":"POSIX"}],"unique":false}]}],)j"
          R"j("extensions":[{"name":"pg_trgm","version":"1.6"}]})j"));
}

// Each of these has been read as an identity that no database can hold.
TEST_F(PostgresqlIntrospection, reads_a_serial_column_that_is_not_quite_one_as_its_sequence) {
  const auto is_kept = [&](const char* sql) {
    const std::string json = read(sql);
    EXPECT_EQ(json.find("identity"), std::string::npos) << sql << "\n" << json;
    EXPECT_NE(json.find("\"sequences\""), std::string::npos) << sql << "\n" << json;
    EXPECT_NE(json.find("\"default\":\"nextval("), std::string::npos) << sql << "\n" << json;
  };
  is_kept(
      "CREATE SEQUENCE item_id_seq; CREATE TABLE item(id integer NOT NULL DEFAULT"
      " nextval('item_id_seq')); ALTER SEQUENCE item_id_seq OWNED BY item.id");
  is_kept(
      "CREATE SEQUENCE o_a_seq AS integer; CREATE TABLE o(a int DEFAULT nextval('o_a_seq'));"
      "ALTER SEQUENCE o_a_seq OWNED BY o.a");
  is_kept(
      "CREATE DOMAIN uint AS bigint; CREATE SEQUENCE d_a_seq; CREATE TABLE d(a uint NOT NULL"
      " DEFAULT nextval('d_a_seq')); ALTER SEQUENCE d_a_seq OWNED BY d.a");
  is_kept("CREATE TABLE n(id serial, k int DEFAULT nextval('n_id_seq'))");
  is_kept("CREATE TABLE s(id serial); ALTER SEQUENCE s_id_seq START 5");
  is_kept("CREATE TABLE c(id serial); COMMENT ON SEQUENCE c_id_seq IS 'numbers'");
  is_kept("CREATE TABLE r(id serial); ALTER TABLE r RENAME TO renamed");
}

TEST_F(PostgresqlIntrospection, reads_what_is_no_table) {
  EXPECT_EQ(
      read("CREATE TABLE t (id serial PRIMARY KEY, d date);"
           "CREATE VIEW v WITH (security_barrier) AS SELECT t.id FROM t, t AS u; COMMENT ON VIEW v "
           "IS 'v';"
           "CREATE MATERIALIZED VIEW m AS SELECT count(*) AS n FROM v; CREATE INDEX ix_m ON m (n);"
           "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';"
           "CREATE PROCEDURE \"(p)\"(a int DEFAULT 1) LANGUAGE sql AS $$SELECT a$$;"
           "CREATE TRIGGER \"on ON\" BEFORE UPDATE OF id, d ON t FOR EACH ROW"
           "  WHEN (NEW.id > 0) EXECUTE FUNCTION f('on');"
           "ALTER TABLE t DISABLE TRIGGER \"on ON\"; COMMENT ON TRIGGER \"on ON\" ON t IS 'g';"
           "CREATE SEQUENCE s AS smallint INCREMENT -2 MAXVALUE 10 CYCLE OWNED BY t.d;"
           "CREATE DOMAIN e AS varchar(9)[] NOT NULL DEFAULT '{}' CONSTRAINT c CHECK (VALUE <> "
           "'{}');"
           "CREATE TEMP TABLE temporary (a serial); CREATE TEMP VIEW temporary_view AS SELECT 1"),
      on_this(
          R"j({"tables":[{"name":"t","columns":[)j"
          R"j({"name":"id","type":"integer","nullable":false,"identity":{"mode":"serial"}},)j"
          R"j({"name":"d","type":"date","nullable":true}],"primary_key":{"name":"t_pkey","columns":["id"]}}],)j"
          R"j("sequences":[{"name":"s","type":"smallint","start":10,"increment":-2,"cycle":true,"owned_by":{"table":"t","column":"d"}}],)j"
          R"j("domains":[{"name":"e","type":"varchar(9)[]","default":"'{}'::character varying[]","not_null":true,)j"
          R"j("checks":[{"name":"c","expression":"(VALUE <> '{}'::character varying[])"}]}],)j"
          R"j("views":[{"name":"m","materialized":true,"definition":"SELECT count(*) AS n\n   FROM v",)j"
          R"j("indexes":[{"name":"ix_m","columns":["n"],"unique":false}]},)j"
          R"j({"name":"v","definition":"SELECT t.id\n   FROM t,\n    t u","storage":{"security_barrier":"true"},"comment":"v"}],)j"
          R"j("functions":[{"name":"(p)","procedure":true,"arguments":"IN a integer DEFAULT 1",)j"
          R"j("definition":"LANGUAGE sql\nAS $procedure$SELECT a$procedure$"},)j"
          R"j({"name":"f","arguments":"","definition":"RETURNS trigger\n LANGUAGE plpgsql\nAS $function$BEGIN RETURN NULL; END$function$"}],)j"
          R"j("triggers":[{"name":"on ON","table":"t","fires":"BEFORE UPDATE OF id, d",)j"
          R"j("definition":"FOR EACH ROW WHEN ((new.id > 0)) EXECUTE FUNCTION f('on')","mode":"disabled","comment":"g"}]})j"));
}

TEST_F(PostgresqlIntrospection, reads_partitions) {
  EXPECT_EQ(
      read(
          "CREATE TABLE p (a int, b int, PRIMARY KEY (a, b)) PARTITION BY LIST (a);"
          "CREATE INDEX ON p (b); CREATE TABLE p1 PARTITION OF p (CHECK (b > 0)) FOR VALUES IN (1);"
          "CREATE TABLE p2 PARTITION OF p DEFAULT PARTITION BY RANGE (b);"
          "CREATE TABLE p3 PARTITION OF p2 FOR VALUES FROM (1) TO (9); CREATE INDEX ON p3 (a)"),
      R"j({"tables":[{"name":"p","columns":[{"name":"a","type":"integer","nullable":false},)j"
      R"j({"name":"b","type":"integer","nullable":false}],"primary_key":{"name":"p_pkey","columns":["a","b"]},)j"
      R"j("indexes":[{"name":"p_b_idx","columns":["b"],"unique":false}],"partition_by":"LIST (a)"},)j"
      R"j({"name":"p1","partition_of":{"table":"p","bound":"FOR VALUES IN (1)"},"columns":[],)j"
      R"j("checks":[{"name":"p1_b_check","expression":"(b > 0)"}]},)j"
      R"j({"name":"p2","partition_of":{"table":"p","bound":"DEFAULT"},"columns":[],"partition_by":"RANGE (b)"},)j"
      R"j({"name":"p3","partition_of":{"table":"p2","bound":"FOR VALUES FROM (1) TO (9)"},"columns":[],)j"
      R"j("indexes":[{"name":"p3_a_idx","columns":["a"],"unique":false}]}]})j");
}

// clang-format on

TEST_F(PostgresqlIntrospection, reports_what_no_schema_holds) {
  driver_->execute(
      "CREATE TABLE t (id int);"
      "CREATE TABLE child () INHERITS (t); ALTER TABLE t ENABLE ROW LEVEL SECURITY;"
      "CREATE TABLE p (a int, b int) PARTITION BY LIST (a);"
      "CREATE TABLE p1 (b int, a int); ALTER TABLE p ATTACH PARTITION p1 FOR VALUES IN (1);"
      "CREATE INDEX i ON ONLY p (b);");
  const Result read = introspect(*driver_);
  std::string told;
  for (const Omission& omission : read.omissions)
    told += omission.path + ": " + omission.what + "\n";
  EXPECT_EQ(told,
            "tables/p/indexes/i: ON ONLY of index 'i', which not all partitions have\n"
            "tables/p1: order of columns, which is another than that of its table\n");
  EXPECT_TRUE(read.defects.empty());
  // This is held as its SQL, and inheritance in settings of the child.
  ASSERT_EQ(read.schema.objects.size(), 1U);
  EXPECT_EQ(read.schema.objects[0].name.name, "row security t");
  EXPECT_EQ(schema::find_table(read.schema, {"", "child"})->settings,
            (std::map<std::string, std::string>{{"postgresql.inherits", "t"},
                                                {"postgresql.inherited", "id"}}));
}

TEST_F(PostgresqlIntrospection, reports_what_only_newer_servers_have) {
  LIMBECK_NEEDS_POSTGRESQL_VERSION(18);
  driver_->execute(
      "CREATE EXTENSION btree_gist;"
      "CREATE TABLE t (id int, during tstzrange, v int, w int GENERATED ALWAYS AS (v * 2) VIRTUAL,"
      " CONSTRAINT pk PRIMARY KEY (id, during WITHOUT OVERLAPS),"
      " CONSTRAINT ck CHECK (v > 0) NOT ENFORCED);"
      "ALTER TABLE t ADD CONSTRAINT nn NOT NULL v NOT VALID;"
      "CREATE DOMAIN d AS int NOT NULL CHECK (VALUE > 0)");
  std::string told;
  const auto read = introspect(*driver_);
  for (const Omission& omission : read.omissions)
    told += omission.path + ": " + omission.what + "\n";
  for (const char* line :
       {"tables/t: virtual generation of column w, read as stored\n",
        "tables/t: WITHOUT OVERLAPS or PERIOD of constraint pk\n",
        "tables/t: NOT ENFORCED of constraint ck\n", "tables/t: NOT VALID of constraint nn\n"}) {
    EXPECT_NE(told.find(line), std::string::npos) << line << told;
  }
  ASSERT_EQ(read.schema.domains.size(), 1U);
  EXPECT_EQ(read.schema.domains[0].checks.size(), 1U);
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
      R"j("foreign_keys":[{"name":"b_i_fkey","columns":["i"],"ref_table":"a","ref_columns":["i"]}]}],)j"
      R"j("schemas":[{"name":"Other"}]})j");
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
  EXPECT_EQ(found.schema.extensions.size(), 1U);
  schema.extensions = found.schema.extensions;
  schema.schemas = found.schema.schemas;
  EXPECT_EQ(found.schema, schema);
  EXPECT_TRUE(found.omissions.empty());
}

/// Counts what is asked of another.
class Counting : public Connection {
 public:
  explicit Counting(Connection& other) : other_(other) {}
  std::string_view dialect() const override { return other_.dialect(); }
  void execute(std::string_view sql) override {
    ++count;
    other_.execute(sql);
  }
  std::int64_t execute(std::string_view sql, std::span<const SqlValue> parameters) override {
    ++count;
    return other_.execute(sql, parameters);
  }
  Rows query(std::string_view sql, std::span<const SqlValue> parameters) override {
    ++count;
    return other_.query(sql, parameters);
  }
  int count = 0;

 private:
  Connection& other_;
};

TEST_F(PostgresqlIntrospection, asks_as_little_of_many_tables_as_of_none) {
  const auto count = [&] {
    Counting counting(*driver_);
    introspect(counting);
    return counting.count;
  };
  const int least = count();
  EXPECT_LE(least, 10);
  driver_->execute(
      "DO $$ BEGIN FOR i IN 1..50 LOOP EXECUTE format('CREATE TABLE t%s (id bigint PRIMARY KEY, a"
      " text UNIQUE CHECK (a <> ''''), b int REFERENCES t%s); CREATE INDEX ON t%s (b);"
      " CREATE VIEW v%s AS SELECT 1; CREATE SEQUENCE s%s', i, i, i, i, i); END LOOP; END $$");
  EXPECT_EQ(introspect(*driver_).schema.views.size(), 50U);
  EXPECT_EQ(count(), least);
}

TEST_F(PostgresqlIntrospection, reads_tablespaces) {
  driver_->execute("SET allow_in_place_tablespaces = on");
  driver_->execute("CREATE TABLESPACE \"Fast one\" LOCATION ''");
  driver_->execute("CREATE TABLE t (a int) TABLESPACE \"Fast one\"");
  driver_->execute("CREATE INDEX ix ON t (a) TABLESPACE \"Fast one\"");
  const schema::Schema found = introspect(*driver_).schema;
  EXPECT_EQ(found.tables.at(0).settings.at("postgresql.tablespace"), "Fast one");
  EXPECT_EQ(found.tables.at(0).indexes.at(0).tablespace, "Fast one");
  EXPECT_EQ(postgresql::as_kept(*driver_, found), found);
}

}  // namespace
}  // namespace limbeck::introspect::introspect_server_test
