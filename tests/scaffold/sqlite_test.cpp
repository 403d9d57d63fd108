// Schemas of SQLite that others wrote: scaffold's headers and SQL files say all of them.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>

#include "runtime/connection/open.h"
#include "runtime/introspect/introspect.h"
#include "tests/scaffold/round_trip.h"
#include "tests/support/new_directory.h"

namespace limbeck::sqlite_test {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> schemas() {
  std::vector<std::string> names;
  std::error_code absent;
  for (const auto& entry : fs::directory_iterator(test::foreign_schemas() / "sqlite", absent))
    names.push_back(entry.path().filename());
  std::ranges::sort(names);
  if (names.empty()) names.emplace_back("none");
  return names;
}

// Foreign keys to what is no key, tables without columns, numbers of a domain.
std::size_t known_unsaid(const std::string& schema) {
  const std::map<std::string, std::size_t> known{{"zoo", 1}};
  const auto found = known.find(schema);
  return found == known.end() ? 0 : found->second;
}

// What the SQL of the operations does not make of a schema that the models say: it grows less as
// more is held.
std::size_t known_lost(const std::string& schema) {
  const std::map<std::string, std::size_t> known{{"matrix_crypto_store", 2}, {"zoo", 3}};
  const auto found = known.find(schema);
  return found == known.end() ? 0 : found->second;
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
  const introspect::Result found = introspect::introspect(*driver, {});
  const test::RoundTrip trip =
      test::round_trip(found.schema, {.dialect = "sqlite", .target = "models"}, folder / "models");
  for (const std::string& error : trip.errors) ADD_FAILURE() << error;
  // What no attribute says is told; there is nothing else that differs.
  std::string unsaid, differences;
  for (const auto& one : trip.written.unsaid)
    unsaid += "\n" + one.kind + " " + one.name + " " + one.what;
  for (const std::string& difference : trip.differences) differences += "\n" + difference;
  EXPECT_EQ(trip.written.unsaid.size(), known_unsaid(GetParam())) << unsaid;
  EXPECT_LE(trip.differences.size(), trip.written.unsaid.size()) << differences;
  for (const char* compiler : {"g++", "clang++-19"})
    EXPECT_EQ(test::compile(trip.written, folder / "models", compiler), "");
  const auto empty = connection::open("sqlite:" + (folder / "rebuilt").string());
  std::string rebuilt;
  const auto not_rebuilt = test::rebuilt_differences(*empty, trip, found.schema, {});
  for (const std::string& difference : not_rebuilt) rebuilt += "\n" + difference;
  EXPECT_LE(not_rebuilt.size(), known_lost(GetParam())) << rebuilt;
  const std::size_t count = test::count_of(found.schema);
  std::printf("%s: %zu of %zu said, %zu rebuilt, and %zu that introspection leaves out; %s\n",
              GetParam().c_str(), count - trip.written.unsaid.size(), count,
              count - not_rebuilt.size(), found.omissions.size(), folder.c_str());
  if (std::getenv("LIMBECK_KEEP_FILES") == nullptr) fs::remove_all(folder);
}

INSTANTIATE_TEST_SUITE_P(Of, SqliteSchema, testing::ValuesIn(schemas()),
                         [](const auto& info) { return info.param; });

}  // namespace
}  // namespace limbeck::sqlite_test
