// Schemas of SQLite that others wrote: scaffold's headers and SQL files say all of them.
#include <gtest/gtest.h>

#include <cstdlib>

#include "runtime/connection/open.h"
#include "runtime/introspect/introspect.h"
#include "tests/scaffold/round_trip.h"
#include "tests/support/new_directory.h"

namespace limbeck::sqlite_test {
namespace {

namespace fs = std::filesystem;

const test::KnownGaps known_gaps{.unsaid = {{"zoo", 1}}, .lost = {{"zoo", 1}}};

/// The declared type of every column, without spaces, and the CREATE statements of everything that
/// is not a table.
std::string declarations(connection::Driver& driver) {
  std::string text;
  for (const char* query :
       {"SELECT s.name || '.' || x.name, replace(x.type, ' ', '') FROM sqlite_schema AS s"
        " JOIN pragma_table_xinfo(s.name) AS x WHERE s.type = 'table'"
        " AND s.name NOT LIKE 'sqlite%' ORDER BY s.name, x.cid",
        "SELECT name, sql FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL%' ORDER BY name",
        "SELECT name, type FROM sqlite_schema WHERE name NOT LIKE 'sqlite%' ORDER BY name, type"}) {
    for (const auto& row : driver.query(query).rows)
      text += std::get<std::string>(row[0]) + ": " + std::get<std::string>(row[1]) + "\n";
  }
  return text;
}

class SqliteSchema : public testing::TestWithParam<std::string> {};

TEST_P(SqliteSchema, is_said_by_the_headers_that_scaffold_writes) {
  const fs::path all = test::foreign_schemas();
  if (all.empty()) GTEST_SKIP() << "../shared/schemas is not here";
  const fs::path folder = test::new_directory(testing::TempDir(), "limbeck_scaffold_");
  const fs::path file = folder / "database";
  const fs::path sql = all / "sqlite" / GetParam() / "schema.sql";
  const std::string load =
      fs::exists(sql) ? "sqlite3 '" + file.string() + "' < '" + sql.string() + "' 2>/dev/null"
                      : "'" + (all / "load.sh").string() + "' sqlite/" + GetParam() + " '" +
                            file.string() + "'";
  // Some schemas have statements that fail.
  [[maybe_unused]] const int loaded = std::system(load.c_str());
  const auto driver = connection::open("sqlite:" + file.string());
  const introspect::Result found = introspect::introspect(*driver, {.for_models = true});
  const auto empty = connection::open("sqlite:" + (folder / "rebuilt").string());
  test::expect_round_trip(GetParam(), "sqlite", found, {.for_models = true}, *empty, known_gaps,
                          folder);
  EXPECT_EQ(declarations(*driver), declarations(*empty));
}

INSTANTIATE_TEST_SUITE_P(Of, SqliteSchema,
                         testing::ValuesIn(test::names_of_foreign_schemas("sqlite")),
                         [](const auto& info) { return info.param; });

}  // namespace
}  // namespace limbeck::sqlite_test
