// What SQLite cannot hold is said for the place in the schema, with a way out; what it holds
// otherwise is lowered.
#include <gtest/gtest.h>

#include "migrations/schema/json.h"
#include "migrations/sql/dialect.h"

namespace limbeck::refuse_test {
namespace {

const sql::FullDialect& sqlite_dialect() { return *sql::find_dialect("sqlite"); }

schema::Column column(std::string name, std::string_view type = "text") {
  schema::Column result;
  result.name = std::move(name);
  result.type = schema::parse_type(type);
  return result;
}

schema::Table table(std::string name = "t") {
  schema::Table result;
  result.name.name = std::move(name);
  result.columns = {column("a", "integer"), column("b")};
  return result;
}

std::vector<std::string> refusals(const schema::Table& table) {
  schema::Schema schema;
  schema.tables = {table};
  std::vector<std::string> result;
  for (const Finding& refusal : sqlite_dialect().refuse(schema)) {
    result.push_back(refusal.path + ": " + refusal.message);
  }
  return result;
}

void expect_refused(const schema::Table& table, const std::string& path, const std::string& words) {
  const auto found = refusals(table);
  ASSERT_EQ(found.size(), 1U) << words;
  EXPECT_TRUE(found[0].starts_with(path + ": ")) << found[0];
  EXPECT_NE(found[0].find(words), std::string::npos) << found[0];
}

template <class Change>
schema::Table changed(Change change) {
  schema::Table result = table();
  change(result);
  return result;
}

TEST(SqliteRefusals, a_plain_table_is_not_refused) {
  EXPECT_EQ(refusals(table()), std::vector<std::string>());
}

TEST(SqliteRefusals, types) {
  expect_refused(changed([](auto& t) { t.columns[0] = column("a", "text[]"); }),
                 "tables/t/columns/a", "SQLite has no arrays (text[])");
  expect_refused(changed([](auto& t) {
                   t.columns[0].type = {.kind = schema::TypeKind::native};
                   t.columns[0].type.per_dialect["postgresql"] = "citext";
                 }),
                 "tables/t/columns/a", "add sqlite = ");
  for (const char* type :
       {"TEXT NOT NULL", "TEXT, x INT", "text); DROP TABLE t; --", "a(b)", "f(1,2,3)"}) {
    expect_refused(changed([&](auto& t) {
                     t.columns[0].type = {.kind = schema::TypeKind::native};
                     t.columns[0].type.per_dialect["sqlite"] = type;
                   }),
                   "tables/t/columns/a", "is no type name for SQLite");
  }
  expect_refused(changed([](auto& t) {
                   t.columns[0] = column("a", "NVARCHAR(10)");
                   t.settings["sqlite.strict"] = "true";
                 }),
                 "tables/t/columns/a", "a STRICT table has no type 'NVARCHAR(10)'");
}

TEST(SqliteRefusals, numbering) {
  const auto identity = [](auto&& change) {
    return changed([&](auto& t) {
      t.columns[0].identity = schema::Identity{};
      t.primary_key = schema::PrimaryKey{.name = "pk", .columns = {"a"}};
      change(t);
    });
  };
  EXPECT_EQ(refusals(identity([](auto&) {})), std::vector<std::string>());
  expect_refused(identity([](auto& t) { t.primary_key->columns.push_back("b"); }),
                 "tables/t/columns/a", "only a column that is the whole primary key");
  expect_refused(identity([](auto& t) { t.columns[0].identity->start = 100; }),
                 "tables/t/columns/a", "numbers from 1 by 1");
  expect_refused(
      identity([](auto& t) { t.columns[0].identity->mode = schema::Identity::Mode::always; }),
      "tables/t/columns/a", "use identity(by_default)");
  expect_refused(identity([](auto& t) { t.settings["sqlite.without_rowid"] = "true"; }),
                 "tables/t/columns/a", "WITHOUT ROWID numbers no column");
}

TEST(SqliteRefusals, settings) {
  expect_refused(changed([](auto& t) { t.settings["sqlite.strikt"] = "true"; }), "tables/t",
                 "did you mean 'sqlite.strict'?");
  expect_refused(changed([](auto& t) { t.settings["sqlite.strict"] = "yes"; }), "tables/t",
                 "is \"true\" or \"false\"");
  expect_refused(changed([](auto& t) { t.settings["sqlite.autoincrement"] = "true"; }), "tables/t",
                 "needs a single integer primary key");
  expect_refused(changed([](auto& t) { t.settings["sqlite.without_rowid"] = "true"; }), "tables/t",
                 "needs a primary key");
  EXPECT_EQ(refusals(changed([](auto& t) { t.settings["postgresql.fillfactor"] = "70"; })),
            std::vector<std::string>());
}

TEST(SqliteRefusals, names) {
  expect_refused(table("sqlite_things"), "tables/sqlite_things", "for itself");
  expect_refused(changed([](auto& t) { t.name.schema = "audit"; }), "tables/audit.t",
                 "SQLite has no schemas; leave 'audit' out");
  expect_refused(changed([](auto& t) { t.columns.push_back(column("B")); }), "tables/t/columns/B",
                 "columns 'b' and 'B' differ in case only");
  expect_refused(
      changed([](auto& t) { t.indexes.push_back({.name = "T", .elements = {{.column = "a"}}}); }),
      "tables/t/indexes/T", "the name 'T' is already that of table 't'");
}

TEST(SqliteRefusals, constraints) {
  expect_refused(
      changed([](auto& t) {
        t.uniques = {
            {.name = "u", .columns = {"a"}, .deferrable = schema::Deferrable::initially_immediate}};
      }),
      "tables/t/constraints/u", "SQLite can defer only foreign keys");
  expect_refused(
      changed([](auto& t) { t.excludes = {{.name = "e", .definition = "USING gist (a WITH =)"}}; }),
      "tables/t/constraints/e", "SQLite has no EXCLUDE");
  expect_refused(
      changed([](auto& t) { t.checks = {{.name = "c", .expression = "a IN (SELECT 1)"}}; }),
      "tables/t/constraints/c", "no subquery in a check");
  expect_refused(
      changed([](auto& t) { t.checks = {{.name = "c", .expression = "a::text <> ''"}}; }),
      "tables/t/constraints/c", "write CAST(… AS …)");
  for (const char* text : {"a > 0) OR (1", "a > (0", "a; DROP TABLE t", "a > 'x"}) {
    expect_refused(changed([&](auto& t) { t.checks = {{.name = "c", .expression = text}}; }),
                   "tables/t/constraints/c", "not one whole SQL expression");
  }
}

TEST(SqliteRefusals, indexes) {
  const auto index = [](schema::Index index) {
    index.name = "ix";
    if (index.elements.empty()) index.elements = {{.column = "a"}};
    return changed([&](auto& t) { t.indexes = {index}; });
  };
  expect_refused(index({.method = "gin"}), "tables/t/indexes/ix", "access method 'gin'");
  expect_refused(index({.include = {"b"}}), "tables/t/indexes/ix", "INCLUDE");
  expect_refused(index({.elements = {{.column = "a", .opclass = "x"}}}), "tables/t/indexes/ix",
                 "operator classes");
  expect_refused(index({.elements = {{.column = "a", .nulls = schema::Nulls::last}}}),
                 "tables/t/indexes/ix", "NULLS LAST cannot be had ascending");
  EXPECT_EQ(refusals(index(
                {.elements = {{.column = "a", .nulls = schema::Nulls::first}}, .method = "btree"})),
            std::vector<std::string>());
}

TEST(SqliteRefusals, defaults) {
  expect_refused(changed([](auto& t) { t.columns[1].default_sql = "new"; }), "tables/t/columns/b",
                 "put quotes round a text: 'new'");
  EXPECT_EQ(refusals(changed([](auto& t) { t.columns[1].default_sql = "now()"; })),
            std::vector<std::string>());
}

TEST(SqliteLowering, keeps_what_sqlite_keeps) {
  schema::Table given = table();
  given.comment = "gone";
  given.name.schema = "main";
  given.columns[0] = column("a", "bigint");
  given.columns[0].identity = schema::Identity{};
  given.columns[1] = column("b", "uuid");
  given.columns[1].collation = "binary";
  given.primary_key = schema::PrimaryKey{.name = "pk", .columns = {"a"}};
  given.checks = {
      {.name = "c", .expression = "(T.B is not \"x\" /* why */ and(a>-1))", .not_valid = true}};
  given.indexes = {{.name = "i",
                    .elements = {{.expression = "( b )", .nulls = schema::Nulls::first}},
                    .method = "btree",
                    .comment = "gone"}};
  given.settings = {{"sqlite.strict", "false"}, {"postgresql.fillfactor", "70"}};
  schema::Schema schema;
  schema.tables = {given};
  const schema::Table lowered = sqlite_dialect().lower(schema).tables[0];
  EXPECT_EQ(lowered.name, (schema::Name{{}, "t"}));
  EXPECT_EQ(lowered.comment, "");
  EXPECT_EQ(to_string(lowered.columns[0].type), "integer");
  EXPECT_EQ(to_string(lowered.columns[1].type), "bytes(16)");
  EXPECT_EQ(lowered.columns[1].collation, "");
  EXPECT_EQ(lowered.checks[0].expression, "b is not 'x' and (a > -1)");
  EXPECT_EQ(lowered.indexes[0].elements[0], (schema::IndexElement{.column = "b"}));
  EXPECT_TRUE(lowered.settings.empty());
}

}  // namespace
}  // namespace limbeck::refuse_test
