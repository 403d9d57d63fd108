#include "runtime/offline/text.h"

#include <gtest/gtest.h>

#include "limbeck/error.h"
#include "runtime/migrator/prepare.h"
#include "runtime/offline/range.h"
#include "tests/unit/runtime/support/errors.h"
#include "tests/unit/runtime/support/shop.h"

namespace limbeck::offline::text_test {
namespace {

TEST(ScriptText, a_statement_ends_with_one_semicolon_that_no_comment_swallows) {
  EXPECT_EQ(terminated("SELECT 1"), "SELECT 1;\n");
  EXPECT_EQ(terminated("SELECT 1;"), "SELECT 1;\n");
  EXPECT_EQ(terminated("SELECT 1; -- one"), "SELECT 1; -- one\n");
  EXPECT_EQ(terminated("SELECT 1 -- one"), "SELECT 1 -- one\n;\n");
  EXPECT_EQ(terminated("SELECT 1 -- one\n"), "SELECT 1 -- one\n;\n");
  EXPECT_EQ(terminated("SELECT ';' /* ; */"), "SELECT ';' /* ; */;\n");
  EXPECT_EQ(terminated("SELECT '--'"), "SELECT '--';\n");
  EXPECT_EQ(terminated("-- nothing"), "-- nothing\n");
}

TEST(ScriptText, a_comment_stays_on_its_line_whatever_is_in_it) {
  EXPECT_EQ(comment("a\nDROP TABLE users;\r\x1b"), "-- a\\nDROP TABLE users;\\r\\x1b\n");
  EXPECT_EQ(comment("a\xe2\x80\xae\xff"), "-- a\\u202e\\xff\n");
}

TEST(ScriptRange, is_one_revision_or_two_with_a_colon) {
  EXPECT_EQ(parse_range("a1:a2").from, "a1");
  EXPECT_EQ(parse_range("a1:a2").to, "a2");
  EXPECT_EQ(parse_range("a2").from, "");
  EXPECT_FALSE(parse_range("a2").has_colon);
  EXPECT_TRUE(parse_range(":a2").has_colon);
  EXPECT_EQ(test::error_of([] { parse_range("a:b:c"); }).code(), Error::Code::usage);
}

TEST(ScriptRange, starts_where_any_identifier_says_but_current) {
  test::History shop = test::shop();
  const history::Graph graph = migrator::graph_of(shop.manifest());
  using Rows = std::vector<std::string>;
  EXPECT_EQ(rows_at(graph, ""), Rows{});
  EXPECT_EQ(rows_at(graph, "base"), Rows{});
  EXPECT_EQ(rows_at(graph, "heads"), Rows{"a10"});
  EXPECT_EQ(rows_at(graph, "head-1"), Rows{"a9"});
  EXPECT_EQ(rows_at(graph, "a3,a2"), (Rows{"a2", "a3"}));
  const Error error = test::error_of([&] { rows_at(graph, "current"); });
  EXPECT_EQ(error.code(), Error::Code::usage);
  EXPECT_TRUE(test::says(error, "--sql opens none"));
  EXPECT_EQ(test::error_of([&] { rows_at(graph, "zz"); }).code(), Error::Code::target);
}

}  // namespace
}  // namespace limbeck::offline::text_test
