// What PostgreSQL cannot hold is refused when the project is built, with the way out.
#include <gtest/gtest.h>

#include <functional>

#include "migrations/sql/dialect.h"

namespace limbeck::sql::refuse_test {
namespace {

using schema::Column;
using schema::Table;
using schema::Type;
using schema::TypeKind;

std::string refusals(const schema::Schema& schema) {
  std::string text;
  for (const Finding& refusal : find_dialect("postgresql")->refuse(schema)) {
    text += refusal.path + ": " + refusal.message + "\n";
  }
  return text;
}

std::string refusals(const std::function<void(Table&)>& change) {
  Table table{.name = {{}, "t"}, .columns = {{.name = "a", .type = {.kind = TypeKind::integer}}}};
  change(table);
  return refusals(schema::Schema{.tables = {table}});
}

std::string refusals(const Column& column) {
  return refusals([&](Table& table) { table.columns.push_back(column); });
}

TEST(PostgresqlRefuses, nothing_of_a_plain_table) {
  EXPECT_EQ(refusals([](Table&) {}), "");
}

TEST(PostgresqlRefuses, what_newer_servers_refuse_and_older_ones_only_pass_over) {
  const auto column = [](const char* type, const char* value) {
    return Column{.name = "x", .type = schema::parse_type(type), .default_sql = value};
  };
  for (const char* type : {"xid", "xid8"}) {
    for (const char* value : {"'x'", "''", "'2020-01-01'", "'1 day'"})
      EXPECT_NE(refusals(column(type, value)), "") << type << value;
    EXPECT_EQ(refusals(column(type, "'12'")), "") << type;
  }
  const std::string unlogged = refusals([](Table& table) {
    table.partition_by = "RANGE (a)";
    table.settings["postgresql.unlogged"] = "true";
  });
  EXPECT_NE(unlogged.find("it cannot be unlogged"), std::string::npos) << unlogged;
  const std::string key = refusals([](Table& table) {
    table.columns.push_back({.name = "c", .type = schema::parse_type("\"char\"")});
    table.columns.push_back({.name = "d", .type = schema::parse_type("text")});
    table.uniques = {{.name = "uq", .columns = {"d"}}};
    table.foreign_keys = {
        {.name = "fk", .columns = {"c"}, .ref_table = {{}, "t"}, .ref_columns = {"d"}}};
  });
  EXPECT_NE(key.find("give both the same type"), std::string::npos) << key;
}

TEST(PostgresqlRefuses, names_longer_than_the_server_keeps) {
  const std::string longest(63, 'x');
  EXPECT_EQ(refusals([&](Table& table) {
              table.name.name = longest;
              table.columns[0].name = longest;
              table.uniques = {{.name = std::string(63, 'u'), .columns = {longest}}};
            }),
            "");
  const std::string name = std::string(62, 'x') + "ß!";
  const std::string too_long = "is 65 bytes long; PostgreSQL keeps 63 and would cut it to '" +
                               std::string(62, 'x') + "'; give it a shorter one\n";
  EXPECT_EQ(refusals([&](Table& table) { table.columns[0].name = name; }),
            "tables/t/columns/" + name + ": the name of the column '" + name + "' " + too_long);
  for (const auto& change : std::vector<std::function<void(Table&)>>{
           [&](Table& table) { table.name.name = name; },
           [&](Table& table) { table.name.schema = name; },
           [&](Table& table) { table.indexes = {{.name = name, .elements = {{.column = "a"}}}}; },
           [&](Table& table) { table.checks = {{.name = name, .expression = "a > 0"}}; },
           [&](Table& table) { table.primary_key = {{.name = name, .columns = {"a"}}}; },
       }) {
    EXPECT_NE(refusals(change).find(too_long), std::string::npos) << refusals(change);
  }
  EXPECT_NE(
      refusals(schema::Schema{.enums = {{.name = {{}, "e"}, .values = {name}}}}).find(too_long),
      std::string::npos);
}

TEST(PostgresqlRefuses, nul_bytes) {
  const std::string nul("a\0b", 3);
  EXPECT_NE(refusals([&](Table& table) { table.columns[0].name = nul; }).find("NUL"),
            std::string::npos);
  EXPECT_NE(refusals([&](Table& table) { table.comment = nul; }).find("NUL"), std::string::npos);
  EXPECT_NE(refusals(schema::Schema{.enums = {{.name = {{}, "e"}, .values = {nul}}}}).find("NUL"),
            std::string::npos);
}

TEST(PostgresqlRefuses, what_a_column_cannot_be) {
  const Type integer{.kind = TypeKind::integer};
  const std::pair<Column, const char*> cases[] = {
      {{.name = "b", .type = integer, .generated = {{.expression = "a", .stored = false}}},
       "no virtual generated columns; make it stored"},
      {{.name = "b", .type = {.kind = TypeKind::native, .per_dialect = {{"sqlite", "TEXT"}}}},
       "names other databases only"},
      {{.name = "b", .type = {.kind = TypeKind::varchar, .length = 0}}, "from 1 to 10485760"},
      {{.name = "b", .type = {.kind = TypeKind::numeric, .precision = 1001}}, "from 1 to 1000"},
      {{.name = "b", .type = {.kind = TypeKind::timestamptz, .precision = 9}}, "from 0 to 6"},
      {{.name = "b", .type = {.kind = TypeKind::text}, .identity = schema::Identity{}},
       "must be a smallint, integer or bigint"},
      {{.name = "b", .type = integer, .identity = schema::Identity{.increment = 0}},
       "increment cannot be 0"},
      {{.name = "b", .type = integer, .collation = "C"}, "collates texts only"},
  };
  for (const auto& [column, message] : cases) {
    EXPECT_NE(refusals(column).find(message), std::string::npos) << refusals(column);
  }
}

TEST(PostgresqlRefuses, foreign_keys_between_columns_that_it_cannot_compare) {
  const auto refused = [](const char* own, const char* other) {
    Table a{.name = {{}, "a"}, .columns = {{.name = "x", .type = schema::parse_type(other)}}};
    a.primary_key = {.name = "pk", .columns = {"x"}};
    Table b{.name = {{}, "b"}, .columns = {{.name = "y", .type = schema::parse_type(own)}}};
    b.foreign_keys = {
        {.name = "fk", .columns = {"y"}, .ref_table = {{}, "a"}, .ref_columns = {"x"}}};
    return refusals(schema::Schema{.tables = {a, b}});
  };
  EXPECT_EQ(refused("text", "integer"),
            "tables/b/constraints/fk: a foreign key ties columns that PostgreSQL can compare, and "
            "'y' is text while 'a.x' is integer; give both the same type\n");
  const std::pair<const char*, const char*> comparable[] = {
      {"integer", "bigint"},  {"varchar(3)", "text"},  {"char(3)", "varchar(9)"},
      {"integer", "numeric"}, {"date", "timestamptz"}, {"real", "double precision"},
      {"uuid", "uuid"},       {"text[]", "text[]"},    {"enum a", "enum a"},
      {"citext", "text"},     {"integer", "citext"},   {"bigint", "real"},
  };
  for (const auto& [own, other] : comparable) EXPECT_EQ(refused(own, other), "");
  const std::pair<const char*, const char*> others[] = {
      {"numeric", "integer"}, {"uuid", "text"},   {"integer[]", "bigint[]"}, {"text[]", "text"},
      {"enum a", "enum b"},   {"enum a", "text"}, {"boolean", "integer"},    {"real", "numeric"},
  };
  for (const auto& [own, other] : others) EXPECT_NE(refused(own, other), "") << own << other;
}

TEST(PostgresqlRefuses, names_that_one_schema_cannot_hold_twice) {
  Table a{.name = {{}, "a"}, .columns = {{.name = "x", .type = {.kind = TypeKind::integer}}}};
  a.uniques = {{.name = "same", .columns = {"x"}}};
  Table b = a;
  b.name.name = "b";
  EXPECT_NE(refusals(schema::Schema{.tables = {a, b}}).find("of the name 'same' already"),
            std::string::npos);
  b.name.schema = "other";
  EXPECT_EQ(refusals(schema::Schema{.tables = {a, b}}), "");
  EXPECT_NE(refusals(schema::Schema{.tables = {a}, .enums = {{.name = {{}, "a"}}}})
                .find("has a table of the name 'a' already, so it can have no enum"),
            std::string::npos);
}

TEST(PostgresqlRefuses, settings_and_indexes_that_it_does_not_know) {
  EXPECT_NE(refusals([](Table& table) {
              table.settings = {{"postgresql.fillfactr", "70"}};
            }).find("did you mean 'postgresql.fillfactor'?"),
            std::string::npos);
  EXPECT_EQ(refusals([](Table& table) { table.settings = {{"sqlite.nonsense", "1"}}; }), "");
  const std::pair<schema::Index, const char*> cases[] = {
      {{.name = "i", .elements = {{.column = "a"}}, .unique = true, .method = "gin"},
       "cannot be unique"},
      {{.name = "i",
        .elements = {{.column = "a", .order = schema::Order::descending}},
        .method = "gist"},
       "has no order"},
      {{.name = "i", .elements = {{.column = "a"}}, .method = "hash", .include = {"a"}},
       "includes no other columns"},
      {{.name = "i", .elements = {{.column = "a"}}, .nulls_not_distinct = true},
       "for unique indexes"},
  };
  for (const auto& [index, message] : cases) {
    const std::string text = refusals([&, &i = index](Table& table) { table.indexes = {i}; });
    EXPECT_NE(text.find(message), std::string::npos) << text;
  }
}

TEST(PostgresqlRefuses, keys_and_indexes_of_what_it_cannot_compare) {
  const auto refused = [](const char* type, const std::function<void(Table&)>& change) {
    return refusals([&](Table& table) {
      table.columns[0].type = schema::parse_type(type);
      change(table);
    });
  };
  const std::function<void(Table&)> changes[] = {
      [](Table& table) { table.primary_key = {.name = "pk", .columns = {"a"}}; },
      [](Table& table) { table.uniques = {{.name = "uq", .columns = {"a"}}}; },
      [](Table& table) { table.indexes = {{.name = "ix", .elements = {{.column = "a"}}}}; },
  };
  for (const auto& change : changes) {
    EXPECT_NE(refused("json", change).find("make it jsonb"), std::string::npos);
    EXPECT_NE(refused("json[]", change).find("compares no values"), std::string::npos);
    EXPECT_NE(refused("xml", change).find("index an expression"), std::string::npos);
    EXPECT_EQ(refused("jsonb", change), "");
  }
}

TEST(PostgresqlRefuses, long_names_and_nul_bytes_in_all_that_is_no_table) {
  for (const std::string& bad : {std::string(64, 'x'), std::string("a\0b", 3)}) {
    const schema::Name name{{}, bad};
    const schema::Name plain{{}, "t"};
    const Type integer{.kind = TypeKind::integer};
    std::vector<schema::Schema> schemas(13);
    schemas[0].schemas = {{.name = name}};
    schemas[1].extensions = {{.name = name}};
    schemas[2].extensions = {{.name = plain, .in_schema = bad}};
    schemas[3].sequences = {{.name = name}};
    schemas[4].domains = {{.name = name, .type = integer}};
    schemas[5].domains = {{.name = plain, .type = integer, .checks = {{bad, "VALUE > 0"}}}};
    schemas[6].views = {{.name = name, .definition = "SELECT 1"}};
    schemas[7].views = {{.name = plain,
                         .definition = "SELECT 1 AS a",
                         .materialized = true,
                         .indexes = {{.name = bad, .elements = {{.column = "a"}}}}}};
    schemas[8].functions = {{.name = name, .definition = "RETURNS int"}};
    schemas[9].triggers = {{.table = plain, .name = bad, .fires = "x", .definition = "y"}};
    schemas[10].tables = {{.name = name, .partition_of = schema::PartitionOf{plain, "DEFAULT"}}};
    schemas[11].views = {{.name = {bad, "v"}, .definition = "SELECT 1"}};
    schemas[12].enums = {{.name = plain, .values = {bad}}};
    for (std::size_t i = 0; i < schemas.size(); ++i) {
      const std::string text = refusals(schemas[i]);
      EXPECT_TRUE(text.find("is 64 bytes long") != std::string::npos ||
                  text.find("NUL") != std::string::npos)
          << i << text;
    }
  }
  const std::string nul("a\0b", 3);
  std::vector<schema::Schema> texts(5);
  texts[0].views = {{.name = {{}, "v"}, .definition = nul}};
  texts[1].functions = {{.name = {{}, "f"}, .definition = nul}};
  texts[2].triggers = {{.table = {{}, "t"}, .name = "g", .fires = "x", .definition = nul}};
  texts[3].schemas = {{.name = {{}, "s"}, .comment = nul}};
  texts[4].tables = {{.name = {{}, "p"}, .partition_of = schema::PartitionOf{{{}, "t"}, nul}}};
  for (const schema::Schema& schema : texts) {
    EXPECT_NE(refusals(schema).find("NUL"), std::string::npos);
  }
}

TEST(PostgresqlRefuses, sequences_that_cannot_count) {
  const auto refused = [](schema::Sequence sequence) {
    sequence.name = {{}, "s"};
    return refusals(schema::Schema{.sequences = {std::move(sequence)}});
  };
  EXPECT_EQ(refused({}), "");
  EXPECT_EQ(refused({.start = -5}), "");
  EXPECT_EQ(refused({.type = {.kind = TypeKind::smallint}, .increment = -2}), "");
  const std::pair<schema::Sequence, const char*> cases[] = {
      {{.type = {.kind = TypeKind::text}}, "smallint, integer or bigint in PostgreSQL, not text"},
      {{.increment = 0}, "increment cannot be 0"},
      {{.type = {.kind = TypeKind::smallint}, .max = 40000}, "goes from -32768 to 32767"},
      {{.min = 5, .max = 5}, "min 5 must be below its max 5"},
      {{.start = 10, .max = 9}, "goes from 1 to 9 cannot start at 10"},
      {{.cache = 0}, "cache is at least 1"},
      {{.owned_by = schema::OwnedBy{{"other", "t"}, "a"}}, "must be in the schema of the table"},
  };
  for (const auto& [sequence, message] : cases) {
    EXPECT_NE(refused(sequence).find(message), std::string::npos) << refused(sequence);
  }
}

TEST(PostgresqlRefuses, keys_that_do_not_say_which_partition) {
  Table table{.name = {{}, "t"},
              .columns = {{.name = "a", .type = {.kind = TypeKind::integer}},
                          {.name = "b", .type = {.kind = TypeKind::integer}}},
              .partition_by = "RANGE (b)"};
  table.primary_key = {.name = "pk", .columns = {"a"}};
  const char* message = "has the columns of its partition key in PostgreSQL, and 'b' is not";
  EXPECT_NE(refusals(schema::Schema{.tables = {table}}).find(message), std::string::npos);
  table.primary_key->columns = {"b", "a"};
  EXPECT_EQ(refusals(schema::Schema{.tables = {table}}), "");
  const Table part{.name = {{}, "u"},
                   .partition_by = "LIST ((a))",
                   .partition_of = schema::PartitionOf{{{}, "t"}, "DEFAULT"}};
  EXPECT_EQ(refusals(schema::Schema{.tables = {table, part}}), "");
  table.uniques = {{.name = "uq", .columns = {"b"}}};
  EXPECT_NE(refusals(schema::Schema{.tables = {table, part}}).find("constraints/uq"),
            std::string::npos);
}

TEST(PostgresqlRefuses, what_a_view_s_trigger_and_a_schema_cannot_be) {
  schema::Schema schema{.views = {{.name = {{}, "v"}, .definition = "SELECT 1"}},
                        .triggers = {{.table = {{}, "v"},
                                      .name = "g",
                                      .fires = "INSTEAD OF INSERT",
                                      .definition = "FOR EACH ROW EXECUTE FUNCTION f()",
                                      .mode = schema::TriggerMode::disabled}}};
  EXPECT_NE(refusals(schema).find("always enabled in PostgreSQL"), std::string::npos);
  EXPECT_NE(refusals(schema::Schema{.schemas = {{.name = {{}, "pg_mine"}}}}).find("begin with pg_"),
            std::string::npos);
}

TEST(PostgresqlQuoting, doubles_quotes_and_keeps_everything_else) {
  const FullDialect& dialect = *find_dialect("postgresql");
  EXPECT_EQ(dialect.quote("the \"best\" größe"), "\"the \"\"best\"\" größe\"");
  EXPECT_EQ(dialect.quote_literal("it's a\\'; --"), "'it''s a\\''; --'");
  EXPECT_THROW(dialect.quote(std::string("a\0b", 3)), std::invalid_argument);
  EXPECT_THROW(dialect.quote_literal(std::string("a\0b", 3)), std::invalid_argument);
}

TEST(PostgresqlRefuses, nothing_of_expressions_as_the_server_writes_them) {
  EXPECT_EQ(refusals([](Table& table) {
              table.columns.push_back({.name = "kind",
                                       .type = {.kind = TypeKind::native, .name = {{}, "app.kind"}},
                                       .default_sql = "'a'::app.kind"});
              table.checks = {{.name = "ck",
                               .expression = "(kind = ANY (ARRAY['a'::app.kind, 'b'::app.kind]))"},
                              {.name = "field", .expression = "((kind).part > 0)"}};
              table.indexes = {
                  {.name = "ix", .elements = {{.column = "a"}}, .where = "(kind = 'a'::app.kind)"}};
            }),
            "");
  EXPECT_EQ(refusals(Column{.name = "n",
                            .type = {.kind = TypeKind::native, .name = {{}, "numeric(3,-2)"}}}),
            "");
}

}  // namespace
}  // namespace limbeck::sql::refuse_test
