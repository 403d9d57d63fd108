// Renders every case and compares it with its golden, which LIMBECK_UPDATE_GOLDEN=1 writes.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "migrations/operations/apply.h"
#include "migrations/operations/recorder.h"
#include "migrations/sql/dialect.h"
#include "postgresql_cases.h"

namespace limbeck::tests::postgresql_ddl_test {
namespace {

std::string messages(const std::vector<Finding>& problems) {
  std::string text;
  for (const auto& problem : problems) text += problem.message + "\n";
  return text;
}

std::string rendered(const DdlCase& c) {
  const sql::FullDialect& dialect = *sql::find_dialect("postgresql");
  schema::Schema schema;
  EXPECT_EQ(messages(operations::apply(operations::record(c.before), schema)), "");
  const auto change = operations::record(c.change);
  std::string text;
  for (const sql::Statement& statement : dialect.render(change, schema).statements) {
    if (!statement.transactional) text += "-- not in a transaction\n";
    if (!statement.before.empty()) text += "-- before every try\n" + statement.before + ";\n";
    text += statement.text + ";\n";
    if (!statement.after.empty()) text += "-- and after it\n" + statement.after + ";\n";
  }
  EXPECT_EQ(messages(operations::apply(change, schema)), "");
  for (const Finding& refusal : dialect.refuse(schema)) ADD_FAILURE() << refusal.message;
  return text;
}

class PostgresqlDdl : public testing::TestWithParam<DdlCase> {};

TEST_P(PostgresqlDdl, is_as_it_was_read) {
  const std::string name = std::string(GetParam().name) + ".sql";
  const std::string golden = std::string(LIMBECK_GOLDEN_DIRECTORY) + "/" + name;
  const std::string actual = rendered(GetParam());
  if (std::getenv("LIMBECK_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(golden) << actual;
    return;
  }
  std::ifstream in(golden);
  ASSERT_TRUE(in) << golden << " is missing; LIMBECK_UPDATE_GOLDEN=1 writes it";
  const std::string expected{std::istreambuf_iterator<char>(in), {}};
  if (expected != actual) {
    std::ofstream(std::string(LIMBECK_ACTUAL_DIRECTORY) + "/" + name + ".actual") << actual;
  }
  EXPECT_EQ(expected, actual);
}

INSTANTIATE_TEST_SUITE_P(Cases, PostgresqlDdl, testing::ValuesIn(postgresql_cases()),
                         [](const auto& info) {
                           std::string name(info.param.name);
                           for (char& c : name) {
                             if (c == '-') c = '_';
                           }
                           return name;
                         });

}  // namespace
}  // namespace limbeck::tests::postgresql_ddl_test
