// What a build knows to be one thing in two spellings is what PostgreSQL itself keeps as one: each
// pair is made on a server and read back, and compared as a build compares models with a history.
#include <gtest/gtest.h>

#include <functional>

#include "migrations/diff/alike.h"
#include "migrations/diff/diff.h"
#include "migrations/operations/apply.h"
#include "migrations/sql/dialect.h"
#include "runtime/connection/open.h"
#include "runtime/verify/expected.h"
#include "tests/servers/postgresql_server.h"

namespace limbeck::verify::alike_server_test {
namespace {

using schema::Column;
using schema::Index;
using schema::IndexElement;
using schema::Nulls;
using schema::Order;
using schema::Table;
using tests::PostgresqlServer;

struct Pair {
  std::string name;
  schema::Schema one, other;
};

Table table() {
  const auto column = [](const char* name, const char* type) {
    return Column{.name = name, .type = schema::parse_type(type)};
  };
  return {.name = {{}, "t"},
          .columns = {column("id", "bigint"), column("a", "text"), column("b", "integer"),
                      column("v", "varchar(20)"), column("doc", "jsonb"), column("tags", "text[]"),
                      column("at", "timestamptz"), column("span", "int4range"),
                      column("place", "point"), column("net", "cidr")},
          .primary_key = {{.name = "pk_t", .columns = {"id"}}}};
}

Pair pair(std::string name, const std::function<void(Table&)>& one,
          const std::function<void(Table&)>& other) {
  Pair result{std::move(name), {.tables = {table()}}, {.tables = {table()}}};
  one(result.one.tables[0]);
  other(result.other.tables[0]);
  schema::sort(result.one);
  schema::sort(result.other);
  return result;
}

Pair types(const std::string& one, const std::string& other) {
  const auto add = [](const std::string& type) {
    return [type](Table& table) {
      // Said in a model by type("…"), which nothing reads any further.
      schema::Type native{.kind = schema::TypeKind::native, .name = {{}, type}};
      table.columns.push_back({.name = "x", .type = native, .nullable = true});
    };
  };
  return pair("type " + one + " and " + other, add(one), add(other));
}

Pair defaults(const std::string& type, const std::string& one, const std::string& other) {
  const auto add = [&](const std::string& sql) {
    return [type, sql](Table& table) {
      Column column{.name = "x", .type = schema::parse_type(type), .nullable = true};
      if (!sql.empty()) column.default_sql = sql;
      table.columns.push_back(column);
    };
  };
  return pair("default of " + type + ": " + one + " and " + other, add(one), add(other));
}

Pair indexes(const std::string& name, const Index& one, const Index& other) {
  const auto add = [](Index index) {
    return [index](Table& table) mutable {
      index.name = "ix";
      table.indexes.push_back(index);
    };
  };
  return pair("index: " + name, add(one), add(other));
}

Pair settings(const std::string& name, const std::string& value) {
  return pair(
      "setting " + name + " = " + value, [](Table&) {},
      [&](Table& table) { table.settings["postgresql." + name] = value; });
}

std::vector<Pair> type_pairs() {
  return {types("numeric(10)", "numeric(10,0)"),
          types("numeric(10)", "numeric(10, 2)"),
          types("numeric", "decimal"),
          types("dec(5,2)", "NUMERIC( 5 , 2 )"),
          types("numeric", "numeric(10)"),
          types("varchar", "character varying"),
          types("varchar(5)", "CHARACTER VARYING (5)"),
          types("varchar", "text"),
          types("varchar(5)", "varchar(6)"),
          types("char", "char(1)"),
          types("character", "bpchar(1)"),
          types("char", "bpchar"),
          types("nchar(3)", "char(3)"),
          types("national character varying(3)", "varchar(3)"),
          types("\"char\"", "char"),
          types("bit", "bit(1)"),
          types("bit(2)", "bit"),
          types("varbit", "bit varying"),
          types("varbit(4)", "BIT VARYING(4)"),
          types("varbit", "bit"),
          types("float", "double precision"),
          types("float(53)", "float8"),
          types("float(25)", "float"),
          types("float(24)", "real"),
          types("float(24)", "float(25)"),
          types("float4", "real"),
          types("int4", "integer"),
          types("int", "pg_catalog.int4"),
          types("int2", "smallint"),
          types("int8", "bigint"),
          types("int4", "int8"),
          types("bool", "boolean"),
          types("timestamp", "timestamp without time zone"),
          types("timestamp(6)", "timestamp"),
          types("timestamp(6) with time zone", "timestamptz"),
          types("timestamptz(3)", "timestamptz"),
          types("timestamp(3)", "timestamp(4)"),
          types("time(6)", "time"),
          types("timetz", "time with time zone"),
          types("timetz(6)", "timetz"),
          types("timetz(3)", "time(3) with time zone"),
          types("time", "timetz"),
          types("interval(6)", "interval"),
          types("interval(3)", "interval"),
          types("INTERVAL YEAR TO MONTH", "interval year to month"),
          types("interval year", "interval"),
          types("INET", "inet"),
          types("pg_catalog.uuid", "uuid"),
          types("text[]", "text ARRAY"),
          types("int4[3]", "integer[]"),
          types("int ARRAY[4]", "int[]"),
          types("text[]", "text"),
          types("varchar(5)[]", "varchar(6)[]"),
          types("jsonb", "json"),
          types("bytea", "BYTEA")};
}

std::vector<Pair> default_pairs() {
  return {
      defaults("text", "", "NULL"),
      defaults("text", "'x'", "'x'::text"),
      defaults("text", "'x'", "('x')"),
      defaults("text", "'x'", "'X'"),
      defaults("varchar(5)", "'x'", "'x'::character varying"),
      defaults("varchar(5)", "", "NULL"),
      defaults("timestamptz", "now()", "NOW( )"),
      defaults("timestamptz", "now()", "CURRENT_TIMESTAMP"),
      defaults("jsonb", "'{}'", "'{}'::jsonb"),
      defaults("text[]", "'{}'", "'{}'::text[]"),
      defaults("char(3)", "'abc'", "'abc'::bpchar"),
      defaults("integer", "1", "2"),
      defaults("integer", "1", "(1)"),
      defaults("boolean", "true", "false"),
      defaults("date", "'2020-01-01'", "'2020-01-01'::date"),
      pair(
          "collation default", [](Table&) {},
          [](Table& table) { table.columns[1].collation = "default"; }),
      pair(
          "collation C", [](Table&) {}, [](Table& table) { table.columns[1].collation = "C"; })};
}

std::vector<Pair> index_pairs() {
  const auto with = [](IndexElement element, const char* method = "") {
    return Index{.elements = {element}, .method = method};
  };
  const Index on_b = with({.column = "b"});
  const auto with_storage = [](const char* column, const char* method, const char* name,
                               const char* value) {
    return Index{.elements = {{.column = column}}, .method = method, .storage = {{name, value}}};
  };
  return {
      indexes("using btree", on_b, with({.column = "b"}, "btree")),
      indexes("using hash", on_b, with({.column = "b"}, "hash")),
      indexes("nulls last", on_b, with({.column = "b", .nulls = Nulls::last})),
      indexes("nulls first", on_b, with({.column = "b", .nulls = Nulls::first})),
      indexes("nulls first of desc", with({.column = "b", .order = Order::descending}),
              with({.column = "b", .order = Order::descending, .nulls = Nulls::first})),
      indexes("nulls last of desc", with({.column = "b", .order = Order::descending}),
              with({.column = "b", .order = Order::descending, .nulls = Nulls::last})),
      indexes("desc", on_b, with({.column = "b", .order = Order::descending})),
      indexes("collation default", with({.column = "a"}),
              with({.column = "a", .collation = "default"})),
      indexes("collation C", with({.column = "a"}), with({.column = "a", .collation = "C"})),
      indexes("int4_ops", on_b, with({.column = "b", .opclass = "int4_ops"})),
      indexes("pg_catalog.int4_ops", on_b, with({.column = "b", .opclass = "pg_catalog.int4_ops"})),
      indexes("text_ops of varchar", with({.column = "v"}),
              with({.column = "v", .opclass = "text_ops"})),
      indexes("varchar_ops", with({.column = "v"}),
              with({.column = "v", .opclass = "varchar_ops"})),
      indexes("text_pattern_ops", with({.column = "a"}),
              with({.column = "a", .opclass = "text_pattern_ops"})),
      indexes("text_ops of an expression", with({.expression = "lower(a)"}),
              with({.expression = "lower(a)", .opclass = "text_ops"})),
      indexes("text_pattern_ops of an expression", with({.expression = "lower(a)"}),
              with({.expression = "lower(a)", .opclass = "text_pattern_ops"})),
      indexes("jsonb_ops of gin", with({.column = "doc"}, "gin"),
              with({.column = "doc", .opclass = "jsonb_ops"}, "gin")),
      indexes("jsonb_path_ops", with({.column = "doc"}, "gin"),
              with({.column = "doc", .opclass = "jsonb_path_ops"}, "gin")),
      indexes("array_ops of gin", with({.column = "tags"}, "gin"),
              with({.column = "tags", .opclass = "array_ops"}, "gin")),
      indexes("range_ops of gist", with({.column = "span"}, "gist"),
              with({.column = "span", .opclass = "range_ops"}, "gist")),
      indexes("quad_point_ops", with({.column = "place"}, "spgist"),
              with({.column = "place", .opclass = "quad_point_ops"}, "spgist")),
      indexes("kd_point_ops", with({.column = "place"}, "spgist"),
              with({.column = "place", .opclass = "kd_point_ops"}, "spgist")),
      indexes("inet_ops of gist", with({.column = "net", .opclass = "inet_ops"}, "gist"),
              with({.column = "net", .opclass = "inet_ops"}, "spgist")),
      indexes("inet_ops of a cidr", with({.column = "net"}),
              with({.column = "net", .opclass = "inet_ops"})),
      indexes("cidr_ops", with({.column = "net"}), with({.column = "net", .opclass = "cidr_ops"})),
      indexes("minmax of brin", with({.column = "at"}, "brin"),
              with({.column = "at", .opclass = "timestamptz_minmax_ops"}, "brin")),
      indexes("bloom of brin", with({.column = "at"}, "brin"),
              with({.column = "at", .opclass = "timestamptz_bloom_ops"}, "brin")),
      indexes("tablespace pg_default", on_b,
              Index{.elements = {{.column = "b"}}, .tablespace = "pg_default"}),
      indexes("fillfactor 70", on_b, with_storage("b", "", "fillfactor", "70")),
      indexes("include", on_b, Index{.elements = {{.column = "b"}}, .include = {"a"}}),
      indexes("unique", on_b, Index{.elements = {{.column = "b"}}, .unique = true}),
      indexes("where", Index{.elements = {{.column = "b"}}, .where = "b > 0"},
              Index{.elements = {{.column = "b"}}, .where = "((b > 0))"}),
      indexes("another where", Index{.elements = {{.column = "b"}}, .where = "b > 0"},
              Index{.elements = {{.column = "b"}}, .where = "b > 1"}),
  };
}

std::vector<Pair> other_pairs() {
  const auto unique = [](schema::Unique one) {
    return [one](Table& table) {
      table.uniques.push_back(one);
      table.foreign_keys.push_back({.name = "fk", .columns = {"b"}, .ref_table = {{}, "t"}});
      table.foreign_keys.back().ref_columns = {"b"};
    };
  };
  const auto identity = [](schema::Identity one) {
    return [one](Table& table) { table.columns[0].identity = one; };
  };
  constexpr std::int64_t most = 9223372036854775807;
  return {
      pair("nameless alike", unique({.columns = {"b"}}), unique({.columns = {"b"}})),
      pair("nameless deferrable", unique({.name = "uq", .columns = {"b"}}),
           unique({.name = "uq", .columns = {"b"}, .nulls_not_distinct = true})),
      pair("identity's own bounds", identity({}), identity({.min = 1, .max = most})),
      pair("identity from 0", identity({}), identity({.start = 0})),
      pair("identity's max", identity({}), identity({.max = 1000})),
      pair("identity's cache", identity({}), identity({.cache = 10})),
      pair("identity always", identity({}), identity({.mode = schema::Identity::Mode::always})),
      settings("unlogged", "false"),
      settings("unlogged", "true"),
      settings("fillfactor", "100"),
      settings("fillfactor", "70"),
      settings("tablespace", "pg_default"),
      pair(
          "a comment", [](Table&) {}, [](Table& table) { table.comment = "x"; }),
  };
}

class Alike : public testing::Test {
 protected:
  void SetUp() override {
    LIMBECK_NEEDS_POSTGRESQL();
    static const std::string url = PostgresqlServer::get()->new_database();
    driver_ = connection::open(url);
  }

  static std::string drift(const schema::Schema& history, const schema::Schema& models) {
    const sql::FullDialect* dialect = sql::find_dialect("postgresql");
    const std::vector<diff::Keep> databases = {
        [dialect](const schema::Schema& schema) { return dialect->lower(schema); }};
    std::string text;
    for (const auto& operation :
         diff::diff(history, diff::in_words_of(history, models, databases))) {
      text += describe(operation) + "\n";
    }
    return text;
  }

  bool lacks(const schema::Schema& schema) const {
    const sql::Dialect& dialect = *sql::find_dialect("postgresql");
    return !dialect.lacking(diff::diff({}, schema), {driver_->server_version()}).empty();
  }

  void expect_as_on_the_server(const std::vector<Pair>& pairs) {
    for (const Pair& pair : pairs) {
      SCOPED_TRACE(pair.name);
      // What the server does not have it keeps in no form.
      if (lacks(pair.one) || lacks(pair.other)) continue;
      const bool same =
          schema::equivalent(as_kept(*driver_, pair.one), as_kept(*driver_, pair.other));
      EXPECT_EQ(drift(pair.one, pair.other).empty(), same) << drift(pair.one, pair.other);
      EXPECT_EQ(drift(pair.other, pair.one).empty(), same) << drift(pair.other, pair.one);
      EXPECT_EQ(drift(pair.one, pair.one), "");
    }
  }

  std::unique_ptr<connection::Driver> driver_;
};

TEST_F(Alike, types_are_alike_where_the_server_keeps_them_alike) {
  expect_as_on_the_server(type_pairs());
}
TEST_F(Alike, defaults_and_collations_are_alike_where_the_server_keeps_them_alike) {
  expect_as_on_the_server(default_pairs());
}
TEST_F(Alike, indexes_are_alike_where_the_server_keeps_them_alike) {
  expect_as_on_the_server(index_pairs());
}
TEST_F(Alike, keys_numbers_and_settings_are_alike_where_the_server_keeps_them_alike) {
  expect_as_on_the_server(other_pairs());
}

}  // namespace
}  // namespace limbeck::verify::alike_server_test
