// Texts of SQL in checks, defaults, generated columns and partition keys.
#include "tests/hostile/build.h"

namespace limbeck::tests {

std::vector<HostileCase> cases_of_expressions() {
  std::vector<HostileCase> cases;
  const auto add = [&](const char* group, const std::string& what,
                       std::vector<Operation> operations, std::string unknowable = {}) {
    cases.push_back({group, what, std::move(operations), std::move(unknowable)});
  };
  const std::string types = "the types of expressions";
  for (const std::string sql : {"x > 0",
                                "(x > 0)",
                                "x",
                                "1",
                                "'text'",
                                "NULL",
                                "true",
                                "x > 0;",
                                "x > 0 -- c",
                                "x > 0 /* c",
                                "(x > 0",
                                "x > 0)",
                                "x > (SELECT 1)",
                                "x IN (SELECT id FROM base)",
                                "EXISTS (SELECT 1)",
                                "count(*) > 0",
                                "max(x) > 0",
                                "sum(x) OVER () > 0",
                                "row_number() OVER () > 0",
                                "nosuch > 0",
                                "t.x > 0",
                                "base.id > 0",
                                "other.id > 0",
                                "$1 > 0",
                                "? > 0",
                                ":a > 0",
                                "x > now()",
                                "x > random()",
                                "x = any(array[1, 2])",
                                "x > 0 AND",
                                "AND x > 0",
                                "x >> > 0",
                                "",
                                " ",
                                "x > 0, y > 0",
                                "DEFAULT",
                                "generate_series(1, 2) > 0",
                                "*",
                                "x = *",
                                "CHECK (x > 0)",
                                "x > 0 NOT NULL",
                                "'unclosed",
                                "\"unclosed",
                                "$$unclosed",
                                "x BETWEEN 1",
                                "CASE WHEN x THEN 1",
                                "lower(x)",
                                "x::nosuch > 0",
                                "nosuch(x) > 0",
                                "xmin > 0",
                                "ctid IS NULL",
                                "tableoid = 1",
                                "rowid > 0",
                                "x IS NOT NULL",
                                "x COLLATE \"C\" > 'a'",
                                "x + y",
                                "y",
                                "y > 0",
                                "id > 0",
                                "id + x",
                                "string_agg(x, ',') = ''",
                                "bool_and(x > 0)",
                                "x > 0\n-- end",
                                "x > 0; DROP TABLE base",
                                "INSERT INTO base VALUES (1)",
                                "x := 1",
                                "not_a_column",
                                "length('a') > 0",
                                "coalesce(x, 0) > 0",
                                "current_user = 'a'",
                                "x > CURRENT_DATE",
                                "date('now') > 'x'",
                                "nextval('s') > 0",
                                "grouping(x) > 0"}) {
    std::string unknowable;
    const auto is = [&](std::initializer_list<const char*> all) {
      for (const char* text : all) {
        if (sql == text) return true;
      }
      return false;
    };
    if (is({"x::nosuch > 0"})) unknowable = "types of extensions";
    if (is({"nosuch(x) > 0"})) unknowable = "functions that nobody declared";
    if (is({"x > now()", "lower(x)", "x COLLATE \"C\" > 'a'", "x + y", "id + x", "x", "y",
            "x > CURRENT_DATE", "date('now') > 'x'", "CASE WHEN x THEN 1", "'text'", "1",
            "x > random()", "length('a') > 0", "current_user = 'a'", "nextval('s') > 0", "y > 0"}))
      unknowable = types;
    Table table = table_with(column("x", "integer"));
    table.checks = {{.name = "ck", .expression = sql}};
    add("check", sql, create(table), unknowable);
    table = table_with(column("x", "integer"));
    table.checks = {{.name = "ck", .expression = sql}};
    table.checks[0].not_valid = true;
    std::vector<Operation> later = create(table_with(column("x", "integer")));
    later.push_back({operations::CreateCheck{name("t"), table.checks[0]}, {}});
    add("check of a table that is there", sql, later, unknowable);
    table = table_with(column("x", "integer"));
    table.columns[1].default_sql = sql;
    add("default", sql, create(table), unknowable);
    std::vector<Operation> altered = create(table_with(column("x", "integer")));
    altered.push_back(
        {operations::AlterColumn{
             .table = name("t"), .column = "x", .default_sql = std::optional<std::string>(sql)},
         {}});
    add("changed default", sql, altered, unknowable);
    for (const bool stored : {true, false}) {
      table = table_with(column("x", "integer"));
      Column generated = column("g", "boolean");
      generated.generated = {sql, stored};
      table.columns.push_back(generated);
      add(stored ? "generated column" : "virtual column", sql, create(table), unknowable);
    }
    table = table_with(column("x", "integer"));
    Column self = column("y", "integer");
    self.generated = {"y", true};
    if (sql == "y") {
      table.columns.push_back(self);
      add("generated column", "of itself", create(table));
      table.columns[2].generated->expression = "z";
      Column other = column("z", "integer");
      other.generated = {"x", true};
      table.columns.push_back(other);
      add("generated column", "of a generated one", create(table));
    }
    if (!sql.empty()) {
      Table parted{.name = name("p"),
                   .columns = {column("x", "integer"), column("y", "text")},
                   .partition_by = "RANGE (" + sql + ")"};
      add("partition key", "RANGE (" + sql + ")", create(parted), unknowable);
      parted.partition_by = "RANGE ((" + sql + "))";
      add("partition key", "RANGE ((" + sql + "))", create(parted), unknowable);
    }
    add("definition of an exclude constraint", sql,
        one(operations::CreateExclude{name("base"), {.name = "ex", .definition = sql}}),
        unknowable);
    add("check of a domain", sql,
        one(operations::CreateDomain{{.name = name("d"),
                                      .type = schema::parse_type("integer"),
                                      .checks = {{.name = "ck", .expression = sql}}}}),
        unknowable);
    add("default of a domain", sql,
        one(operations::CreateDomain{
            {.name = name("d"), .type = schema::parse_type("integer"), .default_sql = sql}}),
        unknowable);
  }
  for (const char* sql :
       {"RANGE", "range (x)", "LIST (x, y)", "HASH (x, y)", "RANGE (x, x)", "RANGE (nosuch)",
        "CIRCLE (x)", "RANGE ()", "RANGE x", "x", "RANGE (lower(y))", "RANGE (lower(y) DESC)",
        "RANGE (x DESC)", "RANGE (y COLLATE \"C\")", "RANGE (y text_pattern_ops)", "RANGE (x",
        "RANGE (x) WITH (fillfactor = 70)", "RANGE (x); DROP TABLE base"}) {
    Table parted{.name = name("p"),
                 .columns = {column("x", "integer"), column("y", "text")},
                 .partition_by = sql};
    add("partition key", sql, create(parted));
  }
  for (const char* sql :
       {"USING gist (span WITH &&)", "USING gist (a WITH =)", "(a WITH =)",
        "USING btree (a WITH =)", "USING gist (span WITH &&) WHERE (b > 0)",
        "USING gist (span WITH &&) WHERE b > 0", "USING gin (tags WITH &&)",
        "USING hash (a WITH =)", "USING gist (span)", "gist (span WITH &&)",
        "USING gist (nosuch WITH &&)", "USING gist (span WITH =)", "USING gits (span WITH &&)",
        "USING gist (span WITH &&) DEFERRABLE", "USING gist (span WITH &&",
        "EXCLUDE USING gist (span WITH &&)", "USING gist (span WITH nosuch)",
        "USING btree (a WITH <>)", "USING brin (a WITH =)"}) {
    add("definition of an exclude constraint", sql,
        one(operations::CreateExclude{name("base"), {.name = "ex", .definition = sql}}),
        std::string(sql).find("gits") != std::string::npos ? "methods of extensions"
        : std::string(sql).find("gist (a") != std::string::npos
            ? "default operator classes of extensions: btree_gist, btree_gin"
            : "");
  }
  return cases;
}

}  // namespace limbeck::tests
