// Keys, foreign keys, identities, settings and sizes.
#include "tests/hostile/build.h"

namespace limbeck::tests {
namespace {

using schema::Action;
using schema::Deferrable;

}  // namespace

std::vector<HostileCase> cases_of_constraints() {
  std::vector<HostileCase> cases;
  const auto add = [&](const char* group, const std::string& what,
                       std::vector<Operation> operations, std::string unknowable = {}) {
    cases.push_back({group, what, std::move(operations), std::move(unknowable)});
  };
  const auto key = [](std::vector<std::string> columns, std::vector<std::string> referred) {
    return schema::ForeignKey{.name = "fk",
                              .columns = std::move(columns),
                              .ref_table = name("other"),
                              .ref_columns = std::move(referred)};
  };
  const auto create_key = [](schema::ForeignKey key) {
    return one(operations::CreateForeignKey{name("base"), std::move(key)});
  };
  for (const Action action : {Action::no_action, Action::restrict, Action::cascade,
                              Action::set_null, Action::set_default}) {
    for (const char* column : {"id", "b", "nn"}) {
      schema::ForeignKey made = key({column}, {"id"});
      made.on_delete = action;
      made.on_update = action;
      add("action of a foreign key", std::string(column) + " " + std::string(to_sql(action)),
          create_key(made));
      made.on_delete_columns = {column};
      add("action of a foreign key",
          std::string(column) + " of columns " + std::string(to_sql(action)), create_key(made));
      made.on_delete_columns = {column, column};
      add("action of a foreign key",
          std::string(column) + " of columns twice " + std::string(to_sql(action)),
          create_key(made));
    }
  }
  add("columns of a foreign key", "no key", create_key(key({"b"}, {"x"})));
  add("columns of a foreign key", "none", create_key(key({}, {})));
  add("columns of a foreign key", "one twice", create_key(key({"b", "b"}, {"id", "id"})));
  add("columns of a foreign key", "two to one", create_key(key({"b", "id"}, {"id"})));
  add("columns of a foreign key", "referred left out", create_key(key({"b"}, {})));
  add("columns of a foreign key", "text to number", create_key(key({"a"}, {"id"})));
  add("columns of a foreign key", "array", create_key(key({"tags"}, {"id"})));
  for (const bool not_valid : {false, true}) {
    schema::ForeignKey made = key({"b"}, {"id"});
    made.not_valid = not_valid;
    made.match = schema::Match::full;
    made.deferrable = Deferrable::initially_deferred;
    add("options of a foreign key", not_valid ? "not valid" : "valid", create_key(made));
  }
  for (const char* column : {"id", "a", "b", "nn", "doc", "tags", "g", "place", "span", "nosuch"}) {
    add("column of a unique constraint", column,
        one(operations::CreateUnique{name("base"), {.name = "uq", .columns = {column}}}));
    add("column of a unique constraint", std::string(column) + " twice",
        one(operations::CreateUnique{name("base"), {.name = "uq", .columns = {column, column}}}));
    add("column of a primary key", column,
        {{operations::DropConstraint{.table = name("base"), .name = "pk_base"}, {}},
         {operations::CreatePrimaryKey{name("base"), {.name = "pk2", .columns = {column}}}, {}}});
    add("dropped column", column, one(operations::DropColumn{name("base"), column}));
    add("column of bulk rows", column,
        one(operations::BulkInsert{
            .table = name("base"), .columns = {column, column}, .rows = {}}));
    add("identity on a column", column,
        one(operations::AlterColumn{.table = name("base"),
                                    .column = column,
                                    .identity = std::optional(schema::Identity{})}));
    add("generated from now on", column,
        one(operations::AlterColumn{.table = name("base"),
                                    .column = column,
                                    .generated = std::optional(schema::Generated{"1", true})}));
    add("nullable", column,
        one(operations::AlterColumn{.table = name("base"), .column = column, .nullable = true}));
    add("default taken away", column,
        one(operations::AlterColumn{
            .table = name("base"), .column = column, .default_sql = std::optional<std::string>()}));
    add("default", column,
        one(operations::AlterColumn{.table = name("base"),
                                    .column = column,
                                    .default_sql = std::optional<std::string>("NULL")}));
    add("collation", column,
        one(operations::AlterColumn{.table = name("base"), .column = column, .collation = "C"}));
    for (const char* fill : {"(SELECT 1)", "count(*)", "nosuch", "1; DROP TABLE base", "b + ", "b",
                             "NULL", "id", "random()", "lower(a", "max(b)"}) {
      if (std::string(column) != "b") continue;
      Column filled = column == nullptr ? Column{} : tests::column("filled", "integer");
      filled.nullable = false;
      add("fill", fill, one(operations::AddColumn{name("base"), filled, fill}),
          std::string(fill) == "NULL" ? "values of rows" : "");
    }
  }
  const auto identity = [&](const std::string& what, schema::Identity identity,
                            const char* type = "integer") {
    Table table = table_with(column("x", type));
    table.primary_key = {{.name = "pk_t", .columns = {"x"}}};
    table.columns[1].nullable = false;
    table.columns[1].identity = identity;
    add("identity", what + " " + type, create(table));
    add("identity of an added column", what + " " + type,
        one(operations::AddColumn{name("base"), table.columns[1]}));
    add("sequence", what + " " + type,
        one(operations::CreateSequence{{.name = name("s2"),
                                        .type = schema::parse_type(type),
                                        .start = identity.start,
                                        .increment = identity.increment,
                                        .min = identity.min,
                                        .max = identity.max,
                                        .cache = identity.cache,
                                        .cycle = identity.cycle}}));
  };
  for (const char* type : {"smallint", "integer", "bigint", "text", "numeric"}) {
    identity("plain", {}, type);
    identity("increment 0", {.increment = 0}, type);
    identity("increment 40000", {.increment = 40000}, type);
    identity("increment -1", {.increment = -1}, type);
    identity("start 40000", {.start = 40000}, type);
    identity("start -5", {.start = -5}, type);
    identity("cache 0", {.cache = 0}, type);
    identity("cache -1", {.cache = -1}, type);
    identity("min over max", {.min = 10, .max = 5}, type);
    identity("start outside", {.start = 100, .max = 50}, type);
    identity("max 3000000000", {.max = 3000000000}, type);
    identity("cycle", {.cycle = true}, type);
    identity("min is max", {.min = 1, .max = 1}, type);
  }
  for (const auto& [setting, value] : std::vector<std::pair<std::string, std::string>>{
           {"postgresql.fillfactor", "5"},
           {"postgresql.fillfactor", "100"},
           {"postgresql.fillfactor", "101"},
           {"postgresql.fillfactor", "x"},
           {"postgresql.unlogged", "yes"},
           {"postgresql.unlogged", "true"},
           {"postgresql.autovacuum_enabled", "maybe"},
           {"postgresql.autovacuum_enabled", "off"},
           {"postgresql.autovacuum_vacuum_threshold", "-1"},
           {"postgresql.autovacuum_vacuum_scale_factor", "200"},
           {"postgresql.autovacuum_vacuum_scale_factor", "0.5"},
           {"postgresql.autovacuum_freeze_max_age", "5"},
           {"postgresql.autovacuum_vacuum_cost_delay", "1000"},
           {"postgresql.parallel_workers", "4000"},
           {"postgresql.parallel_workers", "x"},
           {"postgresql.toast_tuple_target", "1"},
           {"postgresql.toast_tuple_target", "500"},
           {"postgresql.vacuum_index_cleanup", "sometimes"},
           {"postgresql.vacuum_index_cleanup", "auto"},
           {"postgresql.vacuum_truncate", "1"},
           {"postgresql.user_catalog_table", "no"},
           {"postgresql.log_autovacuum_min_duration", "-2"},
           {"postgresql.toast.autovacuum_enabled", "x"},
           {"postgresql.toast.autovacuum_vacuum_threshold", "10"},
           {"postgresql.nosuch", "1"},
           {"sqlite.strict", "yes"},
           {"sqlite.strict", "true"},
           {"sqlite.without_rowid", "true"},
           {"sqlite.autoincrement", "true"}}) {
    Table table = table_with(column("x", "text"));
    table.settings[setting] = value;
    add("setting of a table", setting + " = " + value, create(table));
    add("setting of a table that is there", setting + " = " + value,
        one(operations::AlterTableSettings{name("base"), {{setting, value}}}));
  }
  const auto wide = [](int count, const char* type) {
    Table table{.name = name("w")};
    for (int i = 0; i < count; ++i) table.columns.push_back(column("c" + std::to_string(i), type));
    return table;
  };
  add("size of a table", "1600 columns", create(wide(1600, "boolean")));
  add("size of a table", "1601 columns", create(wide(1601, "boolean")));
  add("size of a table", "2001 columns", create(wide(2001, "boolean")));
  add("size of a table", "none", create(wide(0, "boolean")));
  for (const int count : {32, 33}) {
    Table table = wide(count, "integer");
    std::vector<std::string> all;
    for (const Column& one : table.columns) all.push_back(one.name);
    Table keyed = table;
    keyed.primary_key = {{.name = "pk_w", .columns = all}};
    add("size of a key", "primary " + std::to_string(count), create(keyed));
    Table unique = table;
    unique.uniques = {{.name = "uq_w", .columns = all}};
    add("size of a key", "unique " + std::to_string(count), create(unique));
    unique.foreign_keys = {
        {.name = "fk_w", .columns = all, .ref_table = name("w"), .ref_columns = all}};
    add("size of a key", "foreign " + std::to_string(count), create(unique));
  }
  for (const bool nullable : {true, false}) {
    Table parted{.name = name("p"),
                 .columns = {column("x", "integer"), column("y", "text")},
                 .partition_by = "RANGE (x)"};
    parted.columns[0].nullable = nullable;
    Table keyed = parted;
    keyed.primary_key = {{.name = "pk_p", .columns = {"y"}}};
    add("key of a partitioned table", "primary", create(keyed));
    keyed.primary_key->columns = {"x", "y"};
    add("key of a partitioned table", "primary with it", create(keyed));
    keyed = parted;
    keyed.uniques = {{.name = "uq_p", .columns = {"y"}}};
    add("key of a partitioned table", "unique", create(keyed));
    keyed = parted;
    keyed.indexes = {{.name = "ix_p", .elements = {{.column = "y"}}, .unique = true}};
    add("key of a partitioned table", "unique index", create(keyed));
    keyed.indexes[0].unique = false;
    keyed.indexes[0].elements = {{.expression = "lower(y)"}};
    add("key of a partitioned table", "index", create(keyed));
    keyed.indexes[0].unique = true;
    keyed.indexes[0].elements.push_back({.column = "x"});
    add("key of a partitioned table", "unique index of an expression", create(keyed));
    keyed = parted;
    keyed.partition_by = "RANGE (lower(y))";
    keyed.primary_key = {{.name = "pk_p", .columns = {"x", "y"}}};
    add("key of a partitioned table", "primary of an expression", create(keyed));
    keyed.primary_key.reset();
    keyed.settings["postgresql.unlogged"] = "true";
    add("setting of a partitioned table", "unlogged", create(keyed));
    keyed = parted;
    keyed.columns[0].identity = schema::Identity{};
    keyed.columns[0].nullable = false;
    add("identity of a partitioned table", "key", create(keyed));
    keyed = parted;
    keyed.columns[0].generated = schema::Generated{"1", true};
    add("generated column of a partitioned table", "key", create(keyed));
  }
  for (const std::string bound :
       {"DEFAULT", "FOR VALUES FROM (1) TO (10)", "FOR VALUES FROM (10) TO (1)",
        "FOR VALUES FROM (1) TO (1)", "FOR VALUES IN (1)",
        "FOR VALUES WITH (MODULUS 2, REMAINDER 0)", "FOR VALUES FROM ('a') TO ('b')",
        "FOR VALUES FROM (MINVALUE) TO (MAXVALUE)", "FOR VALUES FROM (1, 2) TO (3, 4)",
        "FROM (1) TO (10)", "", "FOR VALUES FROM (NULL) TO (5)", "FOR VALUES FROM (id) TO (5)",
        "FOR VALUES FROM (1) TO (10); DROP TABLE base"}) {
    Table parted{
        .name = name("p"), .columns = {column("x", "integer")}, .partition_by = "RANGE (x)"};
    std::vector<Operation> both = create(parted);
    both.push_back(
        {operations::CreateTable{{.name = name("p1"), .partition_of = {{name("p"), bound}}}}, {}});
    add("bound of a partition", bound, both);
    both.push_back(
        {operations::CreateTable{{.name = name("p2"), .partition_of = {{name("p"), bound}}}}, {}});
    add("bound of a partition", bound + " twice", both);
  }
  return cases;
}

}  // namespace limbeck::tests
