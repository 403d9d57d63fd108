// Every type in every place that a column can have.
#include "tests/hostile/build.h"

namespace limbeck::tests {
namespace {

const std::vector<std::string> types{
    "boolean", "smallint", "integer", "bigint", "real", "double precision", "numeric",
    "numeric(10,2)", "text", "varchar", "varchar(20)", "char(3)", "bytes", "uuid", "date", "time",
    "timestamp", "timestamptz(3)", "interval", "json", "jsonb", "enum mood", "text[]", "integer[]",
    "jsonb[]", "json[]", "point[]", "enum mood[]", "boolean[]",
    // What PostgreSQL alone has.
    "xml", "point", "line", "lseg", "box", "path", "polygon", "circle", "inet", "cidr", "macaddr",
    "money", "bit(3)", "bit varying", "tsvector", "tsquery", "int4range", "tstzrange",
    "int4multirange", "timetz", "bpchar", "\"char\"", "name", "oid", "xid", "regclass", "pg_lsn",
    "jsonpath"};

void add(std::vector<HostileCase>& cases, const std::string& group, const std::string& what,
         std::vector<Operation> operations, std::string unknowable = {}) {
  cases.push_back({group, what, std::move(operations), std::move(unknowable)});
}

}  // namespace

std::vector<HostileCase> cases_of_types() {
  std::vector<HostileCase> cases;
  for (const std::string& type : types) {
    const Column plain = column("x", type);
    add(cases, "type of a column", type, create(table_with(plain)));
    add(cases, "type of an added column", type, one(operations::AddColumn{name("base"), plain}));
    Table table = table_with(plain);
    table.columns[1].nullable = false;
    table.primary_key = {{.name = "pk_t", .columns = {"x"}}};
    add(cases, "type of a primary key", type, create(table));
    table = table_with(plain);
    table.primary_key = {{.name = "pk_t", .columns = {"id", "x"}}};
    add(cases, "type in a composite key", type, create(table));
    table = table_with(plain);
    table.uniques = {{.name = "uq_t", .columns = {"x"}}};
    add(cases, "type of a unique column", type, create(table));
    table = table_with(plain);
    table.columns[1].identity = schema::Identity{};
    table.columns[1].nullable = false;
    add(cases, "type of an identity", type, create(table));
    for (const std::string collation : {"C", "default", "NOCASE"}) {
      if (collation == "NOCASE" && type != "text") continue;
      table = table_with(plain);
      table.columns[1].collation = collation;
      add(cases, "collation of a type", type + " " + collation, create(table),
          collation == "NOCASE" ? "collations of a server" : "");
    }
    for (const char* method : {"", "hash", "gist", "spgist", "gin", "brin"}) {
      table = table_with(plain);
      table.indexes = {{.name = "ix_t", .elements = {{.column = "x"}}, .method = method}};
      const bool extended = std::string(method) == "gist" || std::string(method) == "gin";
      const std::string of_extensions =
          extended ? "default operator classes of extensions: btree_gist, btree_gin" : "";
      add(cases, "type of an indexed column", type + " " + method, create(table), of_extensions);
      table.indexes[0].elements[0].opclass = "text_ops";
      add(cases, "operator class of a type", type + " " + method + " text_ops", create(table));
      table.indexes[0].elements[0] = {.column = "x", .collation = "C"};
      add(cases, "collation of an indexed type", type + " " + method, create(table), of_extensions);
    }
    for (const std::string key : {"RANGE (x)", "LIST (x)", "HASH (x)"}) {
      table = table_with(plain);
      table.primary_key.reset();
      table.partition_by = key;
      add(cases, "type of a partition key", type + " " + key, create(table));
    }
    for (const std::string target : {"bigint", "text", "uuid", "date", "numeric", "inet"}) {
      table = table_with(plain);
      Table referred = table_with(column("y", target));
      referred.name = name("r");
      referred.primary_key = {{.name = "pk_r", .columns = {"y"}}};
      table.foreign_keys = {
          {.name = "fk_t", .columns = {"x"}, .ref_table = name("r"), .ref_columns = {"y"}}};
      std::vector<Operation> both = create(referred);
      both.push_back({operations::CreateTable{table}, {}});
      add(cases, "types of a foreign key", type + " to " + target, both);
    }
    for (const std::string sql : {"0",
                                  "1.5",
                                  "-3",
                                  "'x'",
                                  "true",
                                  "now()",
                                  "'2020-01-01'",
                                  "'{}'",
                                  "'[]'",
                                  "NULL",
                                  "99999999999999999999",
                                  "''",
                                  "current_date",
                                  "CURRENT_TIMESTAMP",
                                  "'1'",
                                  "1e400",
                                  "'a long text that no char holds'",
                                  "'13:00'",
                                  "'2020-02-30'",
                                  "'1 day'",
                                  "X'00'",
                                  "'ok'",
                                  "gen_random_uuid()",
                                  "random()",
                                  "'{a,b}'",
                                  "'{'",
                                  "'{\"a\": 1}'",
                                  "'{\"a\":'"}) {
      table = table_with(plain);
      table.columns[1].default_sql = sql;
      const bool own =
          type == "tsvector" || type == "tsquery" || type == "jsonpath" || type == "regclass";
      add(cases, "default of a type", type + " default " + sql, create(table),
          own && sql.starts_with('\'') ? "the values of tsvector, tsquery, jsonpath and regclass"
                                       : "");
    }
  }
  for (const std::string type :
       {"varchar(0)", "varchar(10485761)", "char(0)", "char(10485761)", "numeric(0)",
        "numeric(1001)", "numeric(10,1001)", "numeric(5,8)", "timestamp(7)", "time(9)",
        "interval(7)", "timestamptz(6)", "text[][][][][][]", "text[][][][][][][]"}) {
    add(cases, "limits of a type", type, create(table_with(column("x", type))));
    add(cases, "limits of a type", type + " altered",
        one(operations::AlterColumn{.table = name("base"),
                                    .column = "a",
                                    .type = schema::parse_type(type),
                                    .using_expression = "NULL"}));
  }
  for (const std::string type : {"",
                                 " ",
                                 "int eger",
                                 "varchar(",
                                 "text; drop table base",
                                 "text) --",
                                 "no_such_type",
                                 "timestamp(99)",
                                 "varchar(-1)",
                                 "integer primary key",
                                 "numeric(10, 2",
                                 "text DEFAULT 'x'",
                                 "text NOT NULL",
                                 "varchar(a)",
                                 "enum",
                                 "void",
                                 "record",
                                 "anyelement",
                                 "unknown",
                                 "cstring",
                                 "trigger",
                                 "bit(0)",
                                 "bit(83886081)",
                                 "float(0)",
                                 "float(54)",
                                 "serial",
                                 "bigserial",
                                 "text COLLATE \"C\"",
                                 "interval year(3)",
                                 "decimal(1001)",
                                 "int4(3)",
                                 "money(3)",
                                 "time(7) with time zone",
                                 "setof text",
                                 "text[][",
                                 "anyarray",
                                 "any",
                                 "internal"}) {
    schema::Type native{.kind = schema::TypeKind::native, .name = {{}, type}};
    add(cases, "type in SQL", type,
        create(table_with({.name = "x", .type = native, .nullable = true})),
        type == "no_such_type" ? "types of extensions" : "");
  }
  return cases;
}

}  // namespace limbeck::tests
