// The schema as PostgreSQL keeps it.
#include <gtest/gtest.h>

#include "migrations/sql/dialect.h"

namespace limbeck::sql::lower_test {
namespace {

using schema::Type;
using schema::TypeKind;

std::string lowered(const std::string& type) {
  schema::Schema schema{.tables = {{.name = {{}, "t"}, .columns = {{.name = "a"}}}}};
  schema.tables[0].columns[0].type = schema::parse_type(type);
  return to_string(find_dialect("postgresql")->lower(schema).tables[0].columns[0].type);
}

TEST(PostgresqlLower, gives_types_the_form_they_are_read_back_in) {
  EXPECT_EQ(lowered("bytes(16)"), "bytes");
  EXPECT_EQ(lowered("numeric(5)"), "numeric(5,0)");
  EXPECT_EQ(lowered("char"), "char(1)");
  EXPECT_EQ(lowered("varchar"), "varchar");
  EXPECT_EQ(lowered("citext"), "citext");
  EXPECT_EQ(lowered("text[]"), "text[]");
}

TEST(PostgresqlLower, reads_native_types_that_are_ours) {
  schema::Schema schema{.tables = {{.name = {{}, "t"}, .columns = {{.name = "a"}}}}};
  schema.tables[0].columns[0].type = {
      .kind = TypeKind::native,
      .per_dialect = {{"postgresql", "character varying(20)"}, {"sqlite", "TEXT"}}};
  const FullDialect& dialect = *find_dialect("postgresql");
  EXPECT_EQ(dialect.lower(schema).tables[0].columns[0].type,
            (Type{.kind = TypeKind::varchar, .length = 20}));
}

TEST(PostgresqlLower, gives_arrays_of_native_types_one_form) {
  schema::Schema schema{.tables = {{.name = {{}, "t"}, .columns = {{.name = "a"}, {.name = "b"}}}}};
  schema.tables[0].columns[0].type = schema::parse_type("citext[]");
  schema.tables[0].columns[1].type = {
      .kind = TypeKind::native, .dimensions = 1, .name = {{}, "citext"}};
  const schema::Schema lowered = find_dialect("postgresql")->lower(schema);
  EXPECT_EQ(lowered.tables[0].columns[0].type, lowered.tables[0].columns[1].type);
  EXPECT_EQ(find_dialect("postgresql")->lower(lowered), lowered);
}

TEST(PostgresqlLower, drops_what_is_the_default_anyway) {
  schema::Table table{.name = {{}, "t"},
                      .columns = {{.name = "a",
                                   .type = {.kind = TypeKind::text},
                                   .nullable = true,
                                   .collation = "default"}}};
  table.primary_key = {{.name = "pk", .columns = {"a"}}};
  table.indexes = {{.name = "i",
                    .elements = {{.column = "a",
                                  .order = schema::Order::descending,
                                  .nulls = schema::Nulls::first}},
                    .method = "btree"}};
  table.settings = {{"sqlite.strict", "true"}, {"postgresql.unlogged", "false"}};
  const FullDialect& dialect = *find_dialect("postgresql");
  const schema::Schema lowered = dialect.lower({.tables = {table}});
  const schema::Table& out = lowered.tables[0];
  EXPECT_FALSE(out.columns[0].nullable);
  EXPECT_EQ(out.columns[0].collation, "");
  EXPECT_EQ(out.indexes[0].method, "");
  EXPECT_EQ(out.indexes[0].elements[0].nulls, schema::Nulls::standard);
  EXPECT_TRUE(out.settings.empty());
  EXPECT_EQ(dialect.lower(lowered), lowered);
}

TEST(PostgresqlLower, leaves_bounds_out_that_are_the_type_s_own) {
  const auto lowered = [](schema::Sequence sequence) {
    return find_dialect("postgresql")->lower({.sequences = {sequence}}).sequences[0];
  };
  const Type integer{.kind = TypeKind::integer};
  EXPECT_EQ(lowered({.type = integer, .start = 1, .min = 1, .max = 2147483647}),
            (schema::Sequence{.type = integer}));
  EXPECT_EQ(lowered({.type = integer, .start = -1, .increment = -1, .min = -2147483648, .max = -1}),
            (schema::Sequence{.type = integer, .increment = -1}));
  const schema::Sequence own{.type = integer, .start = 7, .max = 2147483646};
  EXPECT_EQ(lowered(own), own);
  EXPECT_EQ(lowered({.start = 0, .min = 0}), (schema::Sequence{.start = 0}));
}

}  // namespace
}  // namespace limbeck::sql::lower_test
