// Schemas of PostgreSQL that others wrote: scaffold's headers and SQL files say all of them.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>

#include "runtime/connection/open.h"
#include "runtime/introspect/introspect.h"
#include "runtime/introspect/schemas.h"
#include "tests/scaffold/round_trip.h"
#include "tests/servers/postgresql_server.h"
#include "tests/support/new_directory.h"

namespace limbeck::postgresql_test {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> schemas() {
  std::vector<std::string> names;
  std::error_code absent;
  for (const auto& entry : fs::directory_iterator(test::foreign_schemas() / "postgresql", absent))
    names.push_back(entry.path().filename());
  std::ranges::sort(names);
  if (names.empty()) names.emplace_back("none");
  return names;
}

// Foreign keys to what is no key, tables without columns, numbers of a domain.
std::size_t known_unsaid(const std::string& schema) {
  const std::map<std::string, std::size_t> known{{"postgrest_spec", 3}, {"zoo", 1}};
  const auto found = known.find(schema);
  return found == known.end() ? 0 : found->second;
}

// What the SQL of the operations does not make of a schema that the models say: it grows less as
// more is held.
std::size_t known_lost(const std::string& schema) {
  const std::map<std::string, std::size_t> known{
      {"pg_regress", 27}, {"postgrest_spec", 91}, {"zoo", 2}};
  const auto found = known.find(schema);
  return found == known.end() ? 0 : found->second;
}

class PostgresqlSchema : public testing::TestWithParam<std::string> {};

TEST_P(PostgresqlSchema, is_said_by_the_headers_that_scaffold_writes) {
  const fs::path all = test::foreign_schemas();
  if (all.empty()) GTEST_SKIP() << "../shared/schemas is not here";
  LIMBECK_NEEDS_POSTGRESQL();
  const fs::path folder = test::new_directory(testing::TempDir(), "limbeck_scaffold_");
  const std::string url = tests::PostgresqlServer::get()->new_database();
  const fs::path sql = all / "postgresql" / GetParam() / "schema.sql";
  const std::string load =
      fs::exists(sql)
          ? "psql -X -q -d '" + url + "' -f '" + sql.string() + "' >/dev/null 2>&1"
          : "'" + (all / "load.sh").string() + "' postgresql/" + GetParam() + " '" + url + "'";
  // Some schemas have statements that fail.
  [[maybe_unused]] const int loaded = std::system(load.c_str());
  const auto driver = connection::open(url);
  introspect::Options options;
  const std::string own = introspect::default_schema(*driver);
  for (const std::string& name : introspect::schemas_of_database(*driver)) {
    if (name != own) options.schemas.push_back(name);
  }
  const introspect::Result found = introspect::introspect(*driver, options);
  const test::RoundTrip trip = test::round_trip(
      found.schema, {.dialect = "postgresql", .target = "models"}, folder / "models");
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
  const auto empty = connection::open(tests::PostgresqlServer::get()->new_database());
  std::string rebuilt;
  const auto not_rebuilt = test::rebuilt_differences(*empty, trip, found.schema, options);
  for (const std::string& difference : not_rebuilt) rebuilt += "\n" + difference;
  EXPECT_LE(not_rebuilt.size(), known_lost(GetParam())) << rebuilt;
  const std::size_t count = test::count_of(found.schema);
  std::printf("%s: %zu of %zu said, %zu rebuilt, and %zu that introspection leaves out; %s\n",
              GetParam().c_str(), count - trip.written.unsaid.size(), count,
              count - not_rebuilt.size(), found.omissions.size(), folder.c_str());
  if (std::getenv("LIMBECK_KEEP_FILES") == nullptr) fs::remove_all(folder);
}

INSTANTIATE_TEST_SUITE_P(Of, PostgresqlSchema, testing::ValuesIn(schemas()),
                         [](const auto& info) { return info.param; });

}  // namespace
}  // namespace limbeck::postgresql_test
