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

const test::KnownGaps known_gaps{.unsaid = {{"zoo", 1}},
                                 .lost = {{"matrix_crypto_store", 2}, {"zoo", 3}}};

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
  const introspect::Result found = introspect::introspect(*driver, {});
  const auto empty = connection::open("sqlite:" + (folder / "rebuilt").string());
  test::expect_round_trip(GetParam(), "sqlite", found, {}, *empty, known_gaps, folder);
}

INSTANTIATE_TEST_SUITE_P(Of, SqliteSchema,
                         testing::ValuesIn(test::names_of_foreign_schemas("sqlite")),
                         [](const auto& info) { return info.param; });

}  // namespace
}  // namespace limbeck::sqlite_test
