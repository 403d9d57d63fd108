// Which literals are values of an enum, and what its renames change.
#include <gtest/gtest.h>

#include "migrations/schema/array_literal.h"
#include "migrations/schema/canonical.h"
#include "migrations/schema/enum_values.h"

namespace limbeck::schema::enum_values_test {
namespace {

using Lines = std::vector<std::string>;

Column column(const std::string& name, const std::string& type) {
  return {.name = name, .type = parse_type(type)};
}

// Columns of the enum, of texts, and of domains over the enum.
const std::vector<Column>& columns() {
  static const std::vector<Column> all = {
      column("kind", "enum kind"),      column("kinds", "enum kind[]"), column("Odd", "enum kind"),
      column("mood", "mood"),           column("moods", "mood[]"),      column("list", "kind_list"),
      column("title", "text"),          column("other", "enum other"),  column("number", "integer"),
      column("nested", "enum kind[][]")};
  return all;
}

Schema schema() {
  Schema all;
  all.enums = {{.name = {"", "kind"}, .values = {"one", "two"}},
               {.name = {"", "other"}, .values = {"one"}}};
  all.domains = {{.name = {"", "kind_list"}, .type = parse_type("enum kind[]")},
                 {.name = {"", "mood"}, .type = parse_type("enum kind")},
                 {.name = {"", "very_moody"}, .type = parse_type("mood")}};
  return all;
}

Lines told(const std::vector<SaidValue>& values) {
  Lines lines;
  for (const SaidValue& value : values) lines.push_back(value.value + (value.certain ? "" : "?"));
  return lines;
}

Lines said(const std::string& sql) {
  return told(EnumValues(schema(), {"", "kind"}).said_in(sql, columns()));
}

std::string renamed(const std::string& sql, const std::string& to = "new one") {
  return EnumValues(schema(), {"", "kind"}).renamed_in(sql, columns(), "one", to);
}

TEST(EnumValues, what_is_compared_with_a_column_of_the_enum_is_a_value_of_it) {
  for (const char* sql : {"kind = 'one'",
                          "'one' <> kind",
                          "t.kind >= 'one'",
                          "\"Odd\" = 'one'",
                          "(kind) = ('one')",
                          "kind IS DISTINCT FROM 'one'",
                          "kind IS NOT DISTINCT FROM 'one'",
                          "'one' IS DISTINCT FROM kind",
                          "'one' IS NOT DISTINCT FROM kind",
                          "kind IN ('one')",
                          "kind NOT IN ('one')",
                          "mood = 'one'",
                          "kinds[1] = 'one'",
                          "moods[1] = 'one'",
                          "'one' = ANY (kinds)",
                          "'one' = ANY(moods)",
                          "'one' = ALL (list)",
                          "kind = ANY ('{one}')",
                          "kind = ANY (ARRAY['one'])",
                          "CASE kind WHEN 'one' THEN 1 END",
                          "kinds @> '{one}'",
                          "'{one}' <@ kinds",
                          "kinds && ARRAY['one']::kind[]",
                          "list = '{one}'",
                          "nested = '{{one},{NULL}}'",
                          "coalesce(kind, 'one') IS NOT NULL",
                          "coalesce(kind, mood) = 'one'",
                          "array_position(kinds, 'one') > 0",
                          "NEW.kind = 'one'",
                          "array_cat(kinds, '{one}') IS NULL",
                          "(kind)::kind = 'one'"}) {
    EXPECT_EQ(said(sql), Lines{"one"}) << sql;
  }
  EXPECT_EQ(said("kind BETWEEN 'one' AND 'two'"), (Lines{"one", "two"}));
  EXPECT_EQ(said("kind IN ('one', 'two') AND title = 'one'"), (Lines{"one", "two"}));
  EXPECT_EQ(said("CASE kind WHEN 'one' THEN 1 WHEN 'two' THEN 2 END"), (Lines{"one", "two"}));
}

TEST(EnumValues, a_cast_shows_more_than_the_columns) {
  for (const char* sql :
       {"title::kind = 'one'::kind", "'one'::public.kind IS NOT NULL", "CAST('one' AS kind) = kind",
        "kind 'one' = kind", "'{one}'::kind[] IS NULL", "ARRAY['one']::kind[] IS NULL",
        "'one'::very_moody IS NULL", "('one')::\"kind\" IS NULL", "'{one}'::kind_list IS NULL",
        "ARRAY[['one'],['one']]::kind[] IS NULL"}) {
    const Lines lines = said(sql);
    ASSERT_FALSE(lines.empty()) << sql;
    EXPECT_EQ(lines.front(), "one") << sql;
  }
  for (const char* sql :
       {"kind::text = 'one'", "title = 'one'", "CAST(kind AS text) = 'one'", "other = 'one'",
        "'one'::text = title", "'one'::app.kind IS NULL", "lower(title) = 'one'",
        "title IN ('one')", "title LIKE 'one'", "ARRAY['one']::text[] IS NULL",
        "CAST('one' AS text) = kind::text", "number > 0 AND title <> 'one'"}) {
    EXPECT_EQ(said(sql), Lines{}) << sql;
  }
}

TEST(EnumValues, what_is_uncertain_is_marked_as_such) {
  for (const char* sql : {"f('one')", "f(kind) = 'one'", "CASE WHEN number > 1 THEN 'one' END",
                          "unknown = 'one'", "'one'::text::kind IS NULL"}) {
    EXPECT_EQ(said(sql), Lines{"one?"}) << sql;
  }
}

TEST(EnumValues, a_default_is_a_value_of_its_type) {
  const EnumValues values(schema(), {"", "kind"});
  const auto in = [&](const char* sql, const char* type) {
    return told(values.said_in_value(sql, parse_type(type)));
  };
  EXPECT_EQ(in("'one'", "enum kind"), Lines{"one"});
  EXPECT_EQ(in("('{one, \"t\\\"wo\",NULL}')", "enum kind[]"), (Lines{"one", "t\"wo"}));
  EXPECT_EQ(in("'{one}'", "mood[]"), Lines{"one"});
  EXPECT_EQ(in("'{one}'", "kind_list"), Lines{"one"});
  EXPECT_EQ(in("ARRAY['one', 'two']::kind[]", "enum kind[]"), (Lines{"one", "two"}));
  EXPECT_EQ(in("ARRAY['one'::kind]", "enum kind[]"), Lines{"one"});
  EXPECT_EQ(in("'one'", "text"), Lines{});
}

TEST(EnumValues, a_rename_changes_the_values_and_nothing_else) {
  EXPECT_EQ(renamed("kind = 'one' /* 'one' */ AND title = 'one' OR one = 1"),
            "kind = 'new one' /* 'one' */ AND title = 'one' OR one = 1");
  EXPECT_EQ(renamed("kinds @> '{one,two, \"one\"}'"), "kinds @> '{\"new one\",two, \"new one\"}'");
  EXPECT_EQ(renamed("kind IN ('two', 'one')", "it's"), "kind IN ('two', 'it''s')");
  EXPECT_EQ(renamed("f('one')"), "f('one')");
  EXPECT_EQ(
      EnumValues(schema(), {"", "kind"})
          .renamed_in_value("'{{one},{NULL}}'::kind[]", parse_type("enum kind[]"), "one", "null"),
      "'{{\"null\"},{NULL}}'::kind[]");
}

TEST(ArrayLiteral, is_read_as_postgresql_reads_it) {
  const auto values = [](const char* text) {
    const auto elements = array_elements(text);
    if (!elements) return Lines{"no array"};
    Lines lines;
    for (const ArrayElement& one : *elements) lines.push_back(one.null ? "(null)" : one.value);
    return lines;
  };
  EXPECT_EQ(values("{}"), Lines{});
  EXPECT_EQ(values(" { a , \"b c\" ,NuLL, \"NULL\"} "), (Lines{"a", "b c", "(null)", "NULL"}));
  EXPECT_EQ(values("[0:1]={{a,b},{c,d}}"), (Lines{"a", "b", "c", "d"}));
  EXPECT_EQ(values("{\"\\\"\\\\\",x\\,y,a b}"), (Lines{"\"\\", "x,y", "a b"}));
  EXPECT_EQ(values("one"), Lines{"no array"});
  EXPECT_EQ(values("{one"), Lines{"no array"});
  EXPECT_EQ(values("{one,}"), Lines{"no array"});
  EXPECT_EQ(values("{one} x"), Lines{"no array"});
  for (const char* value : {"a", "", "null", "two words", "{}", "a,b", "\"q\"", "back\\slash"}) {
    EXPECT_EQ(values(("{" + array_element(value) + "}").c_str()), Lines{value});
  }
}

TEST(ArrayLiteral, an_expression_of_several_literals_is_not_read_as_one_array) {
  const Type type = parse_type("text[]");
  for (const char* sql : {R"('{"a' || ' , b"}')", R"('{ "a' || 'b" }')", R"('{ a }' || '{ b }')"}) {
    const std::string canonical = canonical_default(type, sql);
    EXPECT_EQ(canonical_default(type, canonical), canonical);
    EXPECT_NE(canonical.find("||"), std::string::npos) << canonical;
  }
  EXPECT_NE(canonical_default(type, R"('{"a' || 'b"}')"),
            canonical_default(type, R"('{a' || 'b}')"));
  EXPECT_EQ(canonical_default(type, R"('{"a"}' || '{"b"}')"), R"('{a}' || '{"b"}')");
}

TEST(ArrayLiteral, quotes_that_an_element_does_not_need_make_no_difference_in_a_default) {
  const Type type = parse_type("enum kind[]");
  EXPECT_EQ(canonical_default(type, "'{\"one\",two}'"), canonical_default(type, "'{one,two}'"));
  EXPECT_EQ(canonical_default(type, "'{it''s,null}'::kind[]"),
            canonical_default(type, "'{\"it''s\",NULL}'::kind[]"));
  EXPECT_NE(canonical_default(type, "'{\"null\"}'"), canonical_default(type, "'{null}'"));
  EXPECT_NE(canonical_default(type, "'{one}'"), canonical_default(type, "'{two}'"));
}

}  // namespace
}  // namespace limbeck::schema::enum_values_test
