// Schemas of PostgreSQL that others wrote: scaffold's headers and SQL files say all of them.
#include <gtest/gtest.h>

#include <cstdlib>

#include "runtime/connection/open.h"
#include "runtime/introspect/introspect.h"
#include "runtime/introspect/schemas.h"
#include "tests/scaffold/round_trip.h"
#include "tests/servers/postgresql_server.h"
#include "tests/support/new_directory.h"

namespace limbeck::postgresql_test {
namespace {

namespace fs = std::filesystem;

const test::KnownGaps known_gaps{.unsaid = {{"postgrest_spec", 3}, {"zoo", 1}},
                                 .lost = {{"pg_regress", 17}, {"postgrest_spec", 11}, {"zoo", 1}}};

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
  introspect::Options options{.for_models = true, .administrators = true};
  const std::string own = introspect::default_schema(*driver);
  for (const std::string& name : introspect::schemas_of_database(*driver)) {
    if (name != own) options.schemas.push_back(name);
  }
  const introspect::Result found = introspect::introspect(*driver, options);
  const auto empty = connection::open(tests::PostgresqlServer::get()->new_database());
  test::expect_round_trip(GetParam(), "postgresql", found, options, *empty, known_gaps, folder);
}

INSTANTIATE_TEST_SUITE_P(Of, PostgresqlSchema,
                         testing::ValuesIn(test::names_of_foreign_schemas("postgresql")),
                         [](const auto& info) { return info.param; });

}  // namespace
}  // namespace limbeck::postgresql_test
