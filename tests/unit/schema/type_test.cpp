#include "migrations/schema/type.h"

#include <gtest/gtest.h>

namespace limbeck::schema::type_test {
namespace {

TEST(Type, canonical_spelling_reads_back_as_the_same_type) {
  for (const char* text : {"boolean",
                           "smallint",
                           "integer",
                           "bigint",
                           "real",
                           "double precision",
                           "numeric",
                           "numeric(10)",
                           "numeric(10,2)",
                           "text",
                           "varchar",
                           "varchar(320)",
                           "char(2)",
                           "bytes",
                           "bytes(16)",
                           "uuid",
                           "date",
                           "time",
                           "time(3)",
                           "timestamp",
                           "timestamp(6)",
                           "timestamptz",
                           "timestamptz(6)",
                           "interval",
                           "json",
                           "jsonb",
                           "text[]",
                           "varchar(3)[][]",
                           "enum order_status",
                           "enum shop.order_status",
                           "citext"}) {
    EXPECT_EQ(to_string(parse_type(text)), text);
  }
}

TEST(Type, synonyms_of_sql_are_the_type_they_name) {
  EXPECT_EQ(parse_type("character varying(20)"), parse_type("varchar(20)"));
  EXPECT_EQ(parse_type("DECIMAL(10, 2)"), parse_type("numeric(10,2)"));
  EXPECT_EQ(parse_type("timestamp(6)  with time zone"), parse_type("timestamptz(6)"));
  EXPECT_EQ(parse_type("INT8"), parse_type("bigint"));
  EXPECT_EQ(parse_type("Double Precision"), parse_type("double precision"));
}

TEST(Type, a_text_that_is_no_known_type_is_kept_to_the_letter) {
  for (const char* text : {"CiText", "geometry(Point,4326)", "text(3)", "numeric(1,2,3)",
                           "varchar(99999999999999)", "enum", "native", "", "(", "[]"}) {
    const Type type = parse_type(text);
    EXPECT_EQ(type.kind, TypeKind::native) << text;
    EXPECT_EQ(type.name.name, text);
  }
}

TEST(Type, the_name_of_an_enum_keeps_its_case) {
  EXPECT_EQ(parse_type("enum OrderStatus").name.name, "OrderStatus");
  EXPECT_EQ(parse_type("enum OrderStatus[]").name.name, "OrderStatus");
  EXPECT_EQ(parse_type("enum OrderStatus[]").dimensions, 1);
}

TEST(Type, a_native_type_says_its_sql_by_dialect) {
  Type type{.kind = TypeKind::native, .per_dialect = {{"postgresql", "citext"}}};
  EXPECT_EQ(native_sql(type, "postgresql"), "citext");
  EXPECT_EQ(native_sql(type, "sqlite"), std::nullopt);
  type.name.name = "TEXT";
  EXPECT_EQ(native_sql(type, "sqlite"), "TEXT");
}

}  // namespace
}  // namespace limbeck::schema::type_test
