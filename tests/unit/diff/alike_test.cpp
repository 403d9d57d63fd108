// Two spellings of one thing are no difference where every database of the target keeps them alike.
#include "migrations/diff/alike.h"

#include <gtest/gtest.h>

#include <functional>

#include "migrations/diff/diff.h"
#include "migrations/operations/operation.h"
#include "migrations/sql/dialect.h"

namespace limbeck::diff::alike_test {
namespace {

using schema::Column;
using schema::Index;
using schema::Table;

Table table(const std::function<void(Table&)>& change) {
  Table table{.name = {{}, "t"},
              .columns = {{.name = "id", .type = schema::parse_type("bigint")},
                          {.name = "a", .type = schema::parse_type("text"), .nullable = true},
                          {.name = "n", .type = schema::parse_type("numeric(10)")}},
              .primary_key = {{.name = "pk", .columns = {"id"}}}};
  change(table);
  schema::sort(table);
  return table;
}

std::string drift(const std::vector<std::string>& dialects,
                  const std::function<void(Table&)>& history,
                  const std::function<void(Table&)>& models) {
  std::vector<Keep> databases;
  for (const std::string& name : dialects) {
    const sql::FullDialect* dialect = sql::find_dialect(name);
    databases.emplace_back([dialect](const schema::Schema& one) { return dialect->lower(one); });
  }
  const schema::Schema from{.tables = {table(history)}};
  std::string text;
  for (const auto& operation :
       diff(from, in_words_of(from, {.tables = {table(models)}}, databases))) {
    text += describe(operation) + "\n";
  }
  return text;
}

const std::vector<std::string> sqlite{"sqlite"}, postgresql{"postgresql"},
    both{"sqlite", "postgresql"};
void nothing(Table&) {}

TEST(Alike, a_scale_of_0_and_none_are_one_on_every_database) {
  const auto scale = [](Table& table) { table.columns[2].type.scale = 0; };
  for (const auto& dialects : {sqlite, postgresql, both}) {
    EXPECT_EQ(drift(dialects, nothing, scale), "");
    EXPECT_EQ(drift(dialects, scale, nothing), "");
  }
  EXPECT_NE(drift({}, nothing, scale), "") << "nobody knows what keeps it";
}

TEST(Alike, a_difference_that_one_database_of_two_sees_is_one) {
  const auto comment = [](Table& table) { table.columns[1].comment = "x"; };
  EXPECT_EQ(drift(sqlite, nothing, comment), "");
  EXPECT_NE(drift(postgresql, nothing, comment), "");
  EXPECT_NE(drift(both, nothing, comment), "");
  const auto now = [](const char* sql) {
    return [sql](Table& table) { table.columns[1].default_sql = sql; };
  };
  EXPECT_EQ(drift(sqlite, now("now()"), now("CURRENT_TIMESTAMP")), "");
  EXPECT_NE(drift(both, now("now()"), now("CURRENT_TIMESTAMP")), "");
}

TEST(Alike, an_order_within_an_expression_is_that_of_the_element) {
  const auto index = [](schema::IndexElement element) {
    return
        [element](Table& table) { table.indexes.push_back({.name = "ix", .elements = {element}}); };
  };
  const auto within = index({.expression = "lower(a) DESC"});
  const auto beside = index({.expression = "lower(a)", .order = schema::Order::descending});
  for (const auto& dialects : {sqlite, postgresql, both}) {
    EXPECT_EQ(drift(dialects, within, beside), "");
    EXPECT_EQ(drift(dialects, beside, within), "");
    EXPECT_NE(drift(dialects, within, index({.expression = "lower(a)"})), "");
  }
  EXPECT_EQ(drift(sqlite, index({.expression = "a COLLATE nocase"}),
                  index({.column = "a", .collation = "NOCASE"})),
            "");
}

TEST(Alike, nameless_constraints_are_distinguished_by_what_they_say) {
  const auto checks = [](std::vector<std::string> expressions) {
    return [expressions](Table& table) {
      for (const std::string& one : expressions) table.checks.push_back({.expression = one});
      table.indexes.push_back({.name = "ix", .elements = {{.column = "a"}}, .method = "btree"});
    };
  };
  EXPECT_EQ(drift(both, checks({"a > 'x'", "n > 0"}), checks({"(n > 0)", "A > 'x'"})), "");
  EXPECT_EQ(drift(both, checks({"n > 0"}), checks({"n > 1", "n > 0"})),
            "create_check_constraint on t (n > 1)\n");
}

TEST(Alike, what_differs_beside_another_spelling_is_all_that_is_reported) {
  const auto plain = [](Table& table) {
    table.indexes.push_back({.name = "ix", .elements = {{.column = "a"}}});
  };
  const auto spelled = [](Table& table) {
    table.indexes.push_back({.name = "ix", .elements = {{.column = "a"}}, .method = "btree"});
    table.columns[2].type.scale = 0;
    table.columns[1].nullable = false;
  };
  EXPECT_EQ(drift(both, plain, spelled), "alter_column t.a (not null)\n");
}

TEST(Alike, an_enum_is_a_thing_of_its_own_where_a_database_keeps_text) {
  const auto of = [](const char* type) {
    return [type](Table& table) { table.columns[1].type = schema::parse_type(type); };
  };
  EXPECT_NE(drift(sqlite, of("text"), of("enum mood")), "");
}

}  // namespace
}  // namespace limbeck::diff::alike_test
