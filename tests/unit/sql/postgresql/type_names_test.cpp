// The names of PostgreSQL's types as its catalog spells them.
#include "migrations/sql/postgresql/type_names.h"

#include <gtest/gtest.h>

namespace limbeck::sql::postgresql::type_names_test {
namespace {

TEST(PostgresqlTypeNames, are_spelled_as_the_catalog_spells_them) {
  EXPECT_EQ(kept_name("TIMESTAMP (3)  WITH TIME ZONE"), "timestamp(3) with time zone");
  EXPECT_EQ(kept_name("timetz(3)"), "time(3) with time zone");
  EXPECT_EQ(kept_name("time(6)"), "time");
  EXPECT_EQ(kept_name("pg_catalog.nchar( 3 )"), "character(3)");
  EXPECT_EQ(kept_name("float(24)"), "real");
  EXPECT_EQ(kept_name("bit"), "bit(1)");
  EXPECT_EQ(kept_name("interval day to second(3)"), "interval day to second(3)");
}

TEST(PostgresqlTypeNames, that_are_none_are_left_in_one_spelling) {
  for (const char* name : {"time x(6)(7)", "a(1) b(2)", "(3) a", "pg_catalog.pg_catalog.a",
                           "time(a", "", "()", "a\"(1) (2)"}) {
    const std::string kept = kept_name(name);
    EXPECT_EQ(kept_name(kept), kept) << name;
  }
}

}  // namespace
}  // namespace limbeck::sql::postgresql::type_names_test
