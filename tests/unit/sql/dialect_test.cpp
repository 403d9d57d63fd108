#include "migrations/sql/dialect.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "migrations/sql/expression_rules.h"

namespace limbeck::sql::dialect_test {
namespace {

const FullDialect& sqlite() { return *find_dialect("sqlite"); }

TEST(Dialects, are_found_by_name) {
  ASSERT_NE(find_dialect("sqlite"), nullptr);
  EXPECT_EQ(find_dialect("sqlite")->name(), "sqlite");
  EXPECT_EQ(find_dialect("oracle"), nullptr);
  for (const std::string& name : dialect_names()) EXPECT_NE(find_dialect(name), nullptr) << name;
}

TEST(Structure, of_an_expression_has_an_end_for_each_text_name_and_comment) {
  EXPECT_EQ(structure_problem("a > 0 /* b */"), "");
  EXPECT_EQ(structure_problem("a > 0 /* b */ /* c"), "a comment has no end");
  EXPECT_EQ(structure_problem("a = 'b''"), "a text has no end");
  EXPECT_EQ(structure_problem("a = E'b\\'"), "a text has no end");
  EXPECT_EQ(structure_problem("a = `b"), "a quoted name has no end");
  // E'…' and $$…$$ are PostgreSQL's.
  EXPECT_EQ(structure_problem("a = $$b$$"), "");
  EXPECT_NE(structure_problem("a = $$b$$", true), "");
}

TEST(SqliteQuoting, doubles_quotes_and_keeps_everything_else) {
  EXPECT_EQ(sqlite().quote("users"), "\"users\"");
  EXPECT_EQ(sqlite().quote("the \"best\" user's größe"), "\"the \"\"best\"\" user's größe\"");
  EXPECT_EQ(sqlite().quote_literal("it's \"it\""), "'it''s \"it\"'");
  EXPECT_EQ(sqlite().quote_literal("a\\'; DROP TABLE x; --"), "'a\\''; DROP TABLE x; --'");
}

TEST(SqliteQuoting, refuses_a_nul_byte) {
  EXPECT_THROW(sqlite().quote(std::string("a\0b", 3)), std::invalid_argument);
  EXPECT_THROW(sqlite().quote_literal(std::string("a\0b", 3)), std::invalid_argument);
}

}  // namespace
}  // namespace limbeck::sql::dialect_test
