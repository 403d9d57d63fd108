// What an index takes as one element, read from SQL.
#include "migrations/schema/index_element.h"

#include <gtest/gtest.h>

namespace limbeck::schema::index_element_test {
namespace {

// `column | expression`, then what else it says.
std::string read_element(std::string_view sql, const std::vector<std::string>& columns = {}) {
  const ReadElement read_element = read_index_element(sql, columns);
  if (!read_element.problem.empty()) return "wrong: " + read_element.problem;
  const IndexElement& element = read_element.element;
  std::string text = element.column.empty() ? "{" + element.expression + "}" : element.column;
  if (!element.collation.empty()) text += " collation=" + element.collation;
  if (!element.opclass.empty()) text += " opclass=" + element.opclass;
  if (element.order == Order::descending) text += " desc";
  if (element.nulls == Nulls::first) text += " nulls=first";
  if (element.nulls == Nulls::last) text += " nulls=last";
  return text;
}

TEST(IndexElement, order_class_and_collation_are_no_part_of_the_expression) {
  EXPECT_EQ(read_element("lower(x) DESC"), "{lower(x)} desc");
  EXPECT_EQ(read_element("lower(x) asc nulls first"), "{lower(x)} nulls=first");
  EXPECT_EQ(read_element("a || b DESC NULLS LAST"), "{a || b} desc nulls=last");
  EXPECT_EQ(read_element("lower(x) text_pattern_ops"), "{lower(x)} opclass=text_pattern_ops");
  EXPECT_EQ(read_element("(a || b) text_pattern_ops desc"),
            "{a || b} opclass=text_pattern_ops desc");
  EXPECT_EQ(read_element("a || b text_pattern_ops"), "{a || b} opclass=text_pattern_ops");
  EXPECT_EQ(read_element("body ext.gist_trgm_ops(siglen = 32)"),
            "body opclass=ext.gist_trgm_ops(siglen = 32)");
  EXPECT_EQ(read_element("body ext.\"My ops\""), "body opclass=ext.My ops");
  EXPECT_EQ(read_element("lower(x) COLLATE \"C\" text_ops DESC"),
            "{lower(x)} collation=C opclass=text_ops desc");
  EXPECT_EQ(read_element("x COLLATE pg_catalog.\"C\""), "x collation=C");
  EXPECT_EQ(read_element("x collate NOCASE"), "x collation=NOCASE");
  EXPECT_EQ(read_element("(data ->> 'a')::int DESC"), "{(data ->> 'a')::int} desc");
  EXPECT_EQ(read_element("a::numeric(10, 2) numeric_ops"),
            "{a::numeric(10, 2)} opclass=numeric_ops");
  EXPECT_EQ(read_element("pg_catalog.lower(x) DESC -- newest first"), "{pg_catalog.lower(x)} desc");
  EXPECT_EQ(read_element("straße text_pattern_ops"), "straße opclass=text_pattern_ops");
}

TEST(IndexElement, a_bare_name_is_a_column) {
  EXPECT_EQ(read_element("x"), "x");
  EXPECT_EQ(read_element(" ( ( x ) ) DESC"), "x desc");
  EXPECT_EQ(read_element("jb jsonb_path_ops"), "jb opclass=jsonb_path_ops");
  EXPECT_EQ(read_element("\"Order\" desc"), "Order desc");
  EXPECT_EQ(read_element("Email"), "email");
  EXPECT_EQ(read_element("Email", {"id", "Email"}), "Email");
  EXPECT_EQ(read_element("Email", {"id", "email"}), "email");
  EXPECT_EQ(read_element("EMAIL", {"id", "eMail"}), "eMail");
  EXPECT_EQ(read_element("current_date"), "{current_date}");
  EXPECT_EQ(read_element("at"), "at");
  EXPECT_EQ(read_element("at desc"), "at desc");
  EXPECT_EQ(read_element("time timetz_ops"), "time opclass=timetz_ops");
  EXPECT_EQ(read_element("document"), "document");
}

TEST(IndexElement, an_expression_stays_as_it_was_written) {
  for (const char* sql : {"lower(x)",
                          "a || b",
                          "a || lower(b)",
                          "(a + b) * 2",
                          "a COLLATE \"C\" || b",
                          "a || b COLLATE \"C\"",
                          "CASE WHEN a THEN 1 ELSE b END",
                          "x::text",
                          "x::double precision",
                          "x::timestamp(3) with time zone",
                          "x::character varying(20)",
                          "x::int[]",
                          "x AT TIME ZONE 'UTC'",
                          "x AT TIME ZONE zone_name",
                          "at AT TIME ZONE 'UTC'",
                          "lower(document)",
                          "zone || at",
                          "a IS NULL",
                          "a IS NOT DISTINCT FROM b",
                          "NOT a",
                          "a BETWEEN 1 AND b",
                          "a IN (1, 2)",
                          "a LIKE b ESCAPE c",
                          "a SIMILAR TO b",
                          "a = ANY (b)",
                          "extract(year FROM x)",
                          "interval '1 day' + t",
                          "date '2020-01-01' - d",
                          "a[1]",
                          "ARRAY[a, b]",
                          "a OPERATOR(pg_catalog.+) b",
                          "coalesce(a, 'DESC')",
                          "CAST(a AS double precision)",
                          "ROW(a, b)",
                          "-a",
                          "a IS UNKNOWN",
                          "E'\\'' || a",
                          "a ISNULL",
                          "x IS DOCUMENT",
                          "(a).b",
                          "f(a)[1] || b"}) {
    EXPECT_EQ(read_element(sql), "{" + std::string(sql) + "}");
    EXPECT_EQ(beyond_expression(sql), "") << sql;
  }
}

TEST(IndexElement, what_is_no_element_is_reported) {
  for (const char* sql : {"",
                          "  ",
                          "lower(x",
                          "x)",
                          "a, b",
                          "a; drop table t",
                          "'open",
                          "x = 'open''",
                          "x /* a */ /* open",
                          "DESC",
                          "lower(x) DESC ASC",
                          "a b c",
                          "a 1",
                          "lower(x) DESC DESC",
                          "x WHERE x > 0",
                          "x INCLUDE (y)",
                          "x desc y",
                          "lower(x) lower(y) z",
                          "x COLLATE other.\"C\"",
                          "x WITH (fillfactor = 70)",
                          "x NULLS FIRST DESC"}) {
    EXPECT_TRUE(read_element(sql).starts_with("wrong: ")) << sql << " is " << read_element(sql);
  }
}

TEST(IndexElement, an_expression_that_says_more_is_reported_with_how_to_write_it) {
  EXPECT_EQ(beyond_expression("lower(x) DESC NULLS LAST"),
            "'lower(x) DESC NULLS LAST' says more than an expression; of "
            "limbeck::expression(\"lower(x)\") say limbeck::desc(…), .nulls_last()");
  EXPECT_EQ(beyond_expression("jb jsonb_path_ops"),
            "'jb jsonb_path_ops' says more than an expression; of limbeck::expression(\"jb\") say "
            ".with_opclass(\"jsonb_path_ops\")");
}

}  // namespace
}  // namespace limbeck::schema::index_element_test
