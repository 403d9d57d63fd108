// CREATE TABLE and CREATE INDEX as SQLite keeps them, whoever wrote them.
#include <gtest/gtest.h>

#include <random>

#include "runtime/introspect/sqlite/create_statements.h"
#include "runtime/introspect/sqlite/definition_reader.h"
#include "tests/support/sqlite_database.h"

namespace limbeck::introspect::sqlite::parser_test {
namespace {

schema::Schema read(std::string_view sql) {
  test::SqliteDatabase database;
  database.execute(sql);
  return database.introspect();
}

const std::vector<std::string>& odd_definitions() {
  static const std::vector<std::string> all{
      "create table [a b] (`c``d` int /* x, ) */ default (1), \"e\"\"f\" -- (\n text, 'g''h' "
      "unsigned big int)",
      "CREATE TABLE t(a, b, PRIMARY KEY(a DESC, b COLLATE NOCASE) ON CONFLICT REPLACE, UNIQUE(b) "
      "ON "
      "CONFLICT IGNORE CHECK(a>0) CONSTRAINT x CHECK(b<>')') )",
      "CREATE TABLE t(a INTEGER CONSTRAINT n NOT NULL ON CONFLICT ABORT CONSTRAINT p PRIMARY KEY "
      "ASC "
      "AUTOINCREMENT, b TEXT COLLATE NOCASE DEFAULT 'x' UNIQUE NOT NULL REFERENCES t(a) ON DELETE "
      "SET "
      "NULL ON UPDATE CASCADE MATCH FULL NOT DEFERRABLE INITIALLY DEFERRED CHECK (length(b) > 0))",
      "CREATE TABLE t(a INT NOT NULL, b GENERATED ALWAYS AS (a + 1) VIRTUAL, c INT AS (a*2) "
      "STORED, d "
      "TEXT DEFAULT CURRENT_TIMESTAMP, e DEFAULT -1.5e3, f DEFAULT foo, g DEFAULT \"bar\", h "
      "DEFAULT "
      "(NULL), i DEFAULT x'ff') STRICT_IS_NOT_HERE",
      "CREATE TABLE t(k TEXT PRIMARY KEY, v) WITHOUT ROWID",
      "CREATE TABLE t(k INT PRIMARY KEY, v ANY) STRICT, WITHOUT ROWID",
      "CREATE TABLE t(id INTEGER PRIMARY KEY DESC, x DECIMAL(10 , 2), y VARYING CHARACTER (255))",
      "CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(x REFERENCES P DEFERRABLE INITIALLY "
      "DEFERRED, y, FOREIGN KEY(Y) REFERENCES P(ID))",
      "CREATE TABLE t AS SELECT 1 AS a, 'x' AS \"b c\"",
      "CREATE TABLE t(a TEXT CHECK (a IN (\"x\", 'y') AND t.a <> [a] || '') , CHECK (`a` IS NOT "
      "NULL))",
      "CREATE TABLE t(a, b); CREATE UNIQUE INDEX IF NOT EXISTS main.[i x] ON t(A DESC, b COLLATE "
      "nocase ASC, (a || b), lower(a) DESC) WHERE \"a\" IS NOT NULL -- end",
  };
  return all;
}

TEST(CreateTable, every_form_that_sqlite_takes_is_read_and_made_again) {
  for (const std::string& sql : odd_definitions()) {
    SCOPED_TRACE(sql);
    if (sql.find("STRICT_IS_NOT_HERE") != std::string::npos) continue;
    const schema::Schema schema = read(sql);
    ASSERT_FALSE(schema.tables.empty());
    std::vector<operations::Operation> creation;
    for (auto table = schema.tables.rbegin(); table != schema.tables.rend(); ++table) {
      creation.push_back({operations::CreateTable{*table}, {}});
    }
    test::SqliteDatabase again;
    again.run(creation, {});
    EXPECT_EQ(again.introspect().tables.size(), schema.tables.size());
  }
}

TEST(CreateTable, constraints_are_read_with_their_names) {
  const ParsedTable parsed = parse_create_table(odd_definitions()[2]);
  const schema::Table& table = parsed.table;
  ASSERT_EQ(table.columns.size(), 2U);
  EXPECT_TRUE(table.columns[0].identity);
  EXPECT_EQ(table.primary_key->name, "p");
  EXPECT_EQ(table.settings.at("sqlite.autoincrement"), "true");
  EXPECT_EQ(table.columns[1].collation, "NOCASE");
  EXPECT_EQ(table.columns[1].default_sql, "'x'");
  EXPECT_FALSE(table.columns[1].nullable);
  ASSERT_EQ(table.foreign_keys.size(), 1U);
  EXPECT_EQ(table.foreign_keys[0].on_delete, schema::Action::set_null);
  EXPECT_EQ(table.foreign_keys[0].on_update, schema::Action::cascade);
  EXPECT_EQ(table.foreign_keys[0].deferrable, schema::Deferrable::no);
  EXPECT_EQ(table.checks.at(0).expression, "length(b) > 0");
}

TEST(CreateTable, what_a_schema_cannot_hold_is_reported) {
  const ParsedTable parsed = parse_create_table(odd_definitions()[1]);
  EXPECT_EQ(
      parsed.omissions,
      (std::vector<std::string>{
          "the descending order in the primary key", "COLLATE NOCASE in the primary key",
          "ON CONFLICT REPLACE of the primary key", "ON CONFLICT IGNORE of a unique constraint"}));
  EXPECT_EQ(parsed.table.checks.size(), 2U);
}

TEST(CreateTable, only_the_rowid_is_an_identity) {
  const auto identity = [](const char* sql) {
    return parse_create_table(sql).table.columns[0].identity.has_value();
  };
  EXPECT_TRUE(identity("CREATE TABLE t(id integer PRIMARY KEY)"));
  EXPECT_TRUE(identity("CREATE TABLE t(id INTEGER, PRIMARY KEY(ID DESC))"));
  EXPECT_FALSE(identity("CREATE TABLE t(id INTEGER PRIMARY KEY DESC)"));
  EXPECT_FALSE(identity("CREATE TABLE t(id INT PRIMARY KEY)"));
  EXPECT_FALSE(identity("CREATE TABLE t(id INTEGER, b, PRIMARY KEY(id, b))"));
  EXPECT_FALSE(identity("CREATE TABLE t(id INTEGER PRIMARY KEY) WITHOUT ROWID"));
}

TEST(CreateIndex, a_name_is_a_column_in_parentheses_and_behind_collations_too) {
  const auto element = [](const std::string& text) {
    return parse_create_index("CREATE INDEX i ON t (" + text + ")").elements.at(0);
  };
  EXPECT_EQ(element("(a) DESC"),
            (schema::IndexElement{.column = "a", .order = schema::Order::descending}));
  EXPECT_EQ(element("((a COLLATE rtrim))"),
            (schema::IndexElement{.column = "a", .collation = "rtrim"}));
  // The outermost counts.
  EXPECT_EQ(element("a COLLATE nocase COLLATE 'rtrim'"),
            (schema::IndexElement{.column = "a", .collation = "rtrim"}));
  EXPECT_EQ(element("(a COLLATE nocase) COLLATE rtrim").collation, "rtrim");
  EXPECT_EQ(element("(a || 'x') COLLATE nocase"),
            (schema::IndexElement{.expression = "(a || 'x')", .collation = "nocase"}));
  EXPECT_EQ(element("(a || 'x' COLLATE nocase)"),
            (schema::IndexElement{.expression = "(a || 'x' COLLATE nocase)"}));
}

TEST(CreateTable, generated_always_without_an_expression_means_nothing) {
  const schema::Schema read_back =
      read("CREATE TABLE t(a generated always, b int generated always NOT NULL)");
  ASSERT_EQ(read_back.tables.at(0).columns.size(), 2U);
  EXPECT_FALSE(read_back.tables[0].columns[0].generated);
  EXPECT_FALSE(read_back.tables[0].columns[1].nullable);
}

TEST(Introspection, types_that_hold_values_alike_are_ours_and_others_stay) {
  const schema::Schema schema = read(
      "CREATE TABLE t(a NVARCHAR(160), b DATETIME, c JSON, d INT, e UUID, f \"JSON TEXT\", g)");
  std::vector<std::string> types;
  for (const auto& column : schema.tables[0].columns) types.push_back(to_string(column.type));
  EXPECT_EQ(types, (std::vector<std::string>{"NVARCHAR(160)", "timestamp", "JSON", "integer",
                                             "UUID", "\"JSON TEXT\"", ""}));
}

TEST(Introspection, leaves_out_what_is_no_table_of_the_schema) {
  const schema::Schema schema = read(
      "CREATE TABLE t(a INTEGER PRIMARY KEY AUTOINCREMENT); CREATE VIEW v AS SELECT * FROM t;"
      "CREATE VIRTUAL TABLE f USING fts5(x); CREATE TABLE limbeck_version(version_num TEXT);"
      "CREATE TABLE limbeck_history(x); CREATE INDEX i ON limbeck_history(x);"
      "CREATE TEMP TABLE temporary(x); ANALYZE");
  ASSERT_EQ(schema.tables.size(), 1U);
  EXPECT_EQ(schema.tables[0].name.name, "t");
}

TEST(Introspection, names_are_spelled_as_declared) {
  const schema::Schema schema = read(
      "CREATE TABLE Parent(Id INTEGER PRIMARY KEY, Code TEXT UNIQUE);"
      "CREATE TABLE child(p REFERENCES PARENT, c REFERENCES parent(CODE), UNIQUE(P, C), "
      "CHECK(P>0));"
      "CREATE INDEX i ON CHILD(P)");
  const schema::Table& child = *find_table(schema, {{}, "child"});
  for (const auto& key : child.foreign_keys) EXPECT_EQ(key.ref_table.name, "Parent");
  EXPECT_EQ(child.foreign_keys[0].ref_columns, std::vector<std::string>{"Code"});
  EXPECT_EQ(child.foreign_keys[1].ref_columns, std::vector<std::string>{"Id"});
  EXPECT_EQ(child.uniques[0].columns, (std::vector<std::string>{"p", "c"}));
  EXPECT_EQ(child.checks[0].expression, "p > 0");
  EXPECT_EQ(child.indexes[0].elements[0].column, "p");
}

// Half a definition, a mangled one, or anything else: an error, never a crash.
TEST(CreateTable, any_text_is_read_or_refused) {
  std::mt19937 random(20261120);
  std::vector<std::string> seeds = odd_definitions();
  seeds.emplace_back("CREATE INDEX i ON t(a DESC, lower(b) COLLATE x) WHERE a > 0");
  const std::string_view characters = "()[]\"'`,;.-/*+ \naZ0\x80";
  std::size_t read = 0, refused = 0;
  for (int run = 0; run < 4000; ++run) {
    std::string sql = seeds[random() % seeds.size()];
    for (std::size_t edits = random() % 6; edits > 0 && !sql.empty(); --edits) {
      const std::size_t at = random() % sql.size();
      switch (random() % 4) {
        case 0:
          sql.erase(at, random() % 12);
          break;
        case 1:
          sql.insert(at, 1, characters[random() % characters.size()]);
          break;
        case 2:
          sql.insert(at, sql.substr(random() % sql.size(), random() % 20));
          break;
        default:
          sql[at] = static_cast<char>(random() % 256);
      }
    }
    try {
      parse_create_table(sql);
      ++read;
    } catch (const DefinitionError&) {
      ++refused;
    }
    try {
      parse_create_index(sql);
    } catch (const DefinitionError&) {
    }
  }
  EXPECT_GT(read, 100U);
  EXPECT_GT(refused, 100U);
}

}  // namespace
}  // namespace limbeck::introspect::sqlite::parser_test
