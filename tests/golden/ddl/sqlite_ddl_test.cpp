// Renders every case, compares it with its golden, and runs it on SQLite: what is read back is what
// was meant.
#include <gtest/gtest.h>

#include <algorithm>

#include <nlohmann/json.hpp>

#include "../golden.h"
#include "migrations/operations/apply.h"
#include "migrations/operations/recorder.h"
#include "migrations/schema/json.h"
#include "sqlite_cases.h"
#include "tests/support/sqlite_database.h"

namespace limbeck::tests::sqlite_ddl_test {
namespace {

std::string text_of(const sql::Script& script) {
  std::string text;
  if (script.foreign_keys_off) text += "-- foreign keys off, and checked at the end\n";
  for (const sql::Statement& statement : script.statements) {
    if (!statement.transactional) text += "-- not in a transaction\n";
    switch (statement.kind) {
      case sql::Statement::Kind::sql:
        text += statement.text + ";\n";
        break;
      case sql::Statement::Kind::save_objects:
        text += "-- save what else belongs to " + statement.text + "\n";
        break;
      case sql::Statement::Kind::restore_objects:
        text += "-- restore what else belongs to " + statement.text + "\n";
        break;
      case sql::Statement::Kind::run:
        text += "-- run " + statement.text + "\n";
        break;
    }
  }
  return text;
}

std::string messages(const std::vector<Finding>& problems) {
  std::string text;
  for (const auto& problem : problems) text += problem.message + "\n";
  return text;
}

class SqliteDdl : public testing::TestWithParam<SqliteCase> {};

TEST_P(SqliteDdl, is_the_golden_and_makes_what_is_meant) {
  const sql::FullDialect& dialect = *sql::find_dialect("sqlite");
  const auto creation = operations::record(GetParam().before);
  const auto change = operations::record(GetParam().change);
  schema::Schema before;
  ASSERT_EQ(messages(operations::apply(creation, before)), "");
  schema::Schema after = before;
  ASSERT_EQ(messages(operations::apply(change, after)), "");
  for (const Finding& refusal : dialect.refuse(after)) ADD_FAILURE() << refusal.message;

  const sql::Script script = dialect.render(change, before);
  golden::expect_same(std::filesystem::path(LIMBECK_GOLDEN_DIRECTORY) / (GetParam().name + ".sql"),
                      text_of(script), LIMBECK_ACTUAL_DIRECTORY);

  test::SqliteDatabase database;
  database.run(creation, {});
  if (GetParam().name == "block-autocommit") return;  // its steps are the migrator's to order
  database.run(script);
  schema::Schema read = database.introspect();
  for (schema::Table& table : read.tables) {
    std::erase_if(table.indexes,
                  [](const schema::Index& index) { return index.name == "by_hand"; });
  }
  const schema::Schema meant = dialect.lower(after);
  EXPECT_TRUE(equivalent(read, meant)) << to_json(read).dump(1) << to_json(meant).dump(1);
}

INSTANTIATE_TEST_SUITE_P(Cases, SqliteDdl, testing::ValuesIn(sqlite_cases()), [](const auto& info) {
  std::string name = info.param.name;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

TEST(SqliteDdlGoldens, are_all_of_cases) {
  for (const auto& entry : std::filesystem::directory_iterator(LIMBECK_GOLDEN_DIRECTORY)) {
    const std::string name = entry.path().stem().string();
    const auto& cases = sqlite_cases();
    EXPECT_TRUE(std::any_of(cases.begin(), cases.end(),
                            [&](const SqliteCase& one) { return one.name == name; }))
        << entry.path() << " belongs to no case";
  }
}

}  // namespace
}  // namespace limbeck::tests::sqlite_ddl_test
