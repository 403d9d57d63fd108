// What a database keeps in a form of its own, in the words of the history.
#include "migrations/diff/respell.h"

#include <gtest/gtest.h>

#include "migrations/diff/diff.h"
#include "migrations/sql/dialect.h"

namespace limbeck::diff::respell_test {
namespace {

schema::Schema orders() {
  schema::Schema schema;
  schema.enums = {{.name = {"", "state"}, .values = {"open", "it's paid"}},
                  {.name = {"", "unused"}, .values = {"a"}}};
  schema::Table table;
  table.name = {"", "orders"};
  table.columns = {{.name = "id", .type = schema::parse_type("bigint")},
                   {.name = "state", .type = {.kind = schema::TypeKind::enumeration}}};
  table.columns[1].type.name = {"", "state"};
  table.checks = {{.name = "ck_orders_id", .expression = "id > 0"}};
  schema.tables = {std::move(table)};
  return schema;
}

TEST(Respelled, enums_that_a_database_keeps_as_checks_are_there) {
  const schema::Schema meant = orders();
  const schema::Schema kept = sql::find_dialect("sqlite")->lower(meant);
  ASSERT_TRUE(kept.enums.empty());
  const schema::Schema before = respelled(kept, kept, meant);
  EXPECT_TRUE(diff::diff(before, meant).empty());
}

TEST(Respelled, a_check_that_is_gone_or_another_is_still_found) {
  const schema::Schema meant = orders();
  const schema::Schema kept = sql::find_dialect("sqlite")->lower(meant);
  schema::Schema found = kept;
  for (schema::Check& check : found.tables[0].checks) {
    if (!check.name.empty()) check.expression = "id > 1";
  }
  schema::sort(found.tables[0]);
  EXPECT_EQ(diff::diff(respelled(found, kept, meant), meant).size(), 2U);
}

}  // namespace
}  // namespace limbeck::diff::respell_test
