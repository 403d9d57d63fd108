// Public schemas: each is loaded, read, made again in an empty database from what was read, and the
// two are compared object by object, as pg_dump writes them. LIMBECK_PRINT=1 prints what differs.
// What is not equal is base types, the order of a partition's columns, indexes
// ON ONLY, and views that read themselves.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <sstream>

#include "limbeck/error.h"
#include "migrations/diff/diff.h"
#include "migrations/sql/dialect.h"
#include "runtime/connection/open.h"
#include "runtime/introspect/introspect.h"
#include "runtime/introspect/schemas.h"
#include "tests/adopt/dumped.h"
#include "tests/servers/postgresql_server.h"

namespace limbeck::test::postgresql_round_trip_test {
namespace {

namespace fs = std::filesystem;

struct RoundTrip {
  std::size_t objects = 0, equal = 0;
  std::vector<std::string> missing, different, added, failed, omitted;
};

bool prints() { return std::getenv("LIMBECK_PRINT") != nullptr; }

/// Runs the statements one by one: one that fails is recorded, and those after it run.
void make(Connection& connection, const std::vector<sql::Statement>& statements,
          RoundTrip& result) {
  for (const sql::Statement& statement : statements) {
    try {
      connection.execute(statement.text);
    } catch (const Error& error) {
      result.failed.push_back(std::string(error.what()) + ": " + statement.text.substr(0, 200));
    }
  }
}

RoundTrip round_trip(const fs::path& file) {
  tests::PostgresqlServer& server = *tests::PostgresqlServer::get();
  const auto name_of = [](const std::string& url) {
    const std::string path = url.substr(0, url.find('?'));
    return path.substr(path.rfind('/') + 1);
  };
  const std::string original = server.new_database(), copy = server.new_database();
  // A few entries have statements that fail when they are loaded: those are not of the database.
  server.run("psql", "-X -q -o /dev/null -v ON_ERROR_STOP=0 -f '" + file.string() + "' 2>/dev/null",
             name_of(original));
  RoundTrip result;
  const auto from = connection::open(original);
  const introspect::Result read =
      introspect::introspect(*from, {.schemas = introspect::schemas_of_database(*from),
                                     .for_models = true,
                                     .administrators = true});
  for (const introspect::Omission& one : read.omissions)
    result.omitted.push_back(one.what + " (" + to_string(one.table) + ")");
  const auto to = connection::open(copy);
  make(*to, sql::find_dialect("postgresql")->render(diff::diff({}, read.schema), {}).statements,
       result);
  const Dumped before = objects_of_dump(server.run("pg_dump", "-s", name_of(original)));
  const Dumped after = objects_of_dump(server.run("pg_dump", "-s", name_of(copy)));
  result.objects = before.size();
  for (const auto& [object, text] : before) {
    const auto found = after.find(object);
    if (found == after.end()) {
      result.missing.push_back(object);
    } else if (found->second != text) {
      result.different.push_back(object);
      if (prints()) std::cout << "- " << text << "+ " << found->second;
    } else {
      ++result.equal;
    }
  }
  for (const auto& [object, text] : after)
    if (!before.contains(object)) result.added.push_back(object);
  return result;
}

void print(const char* title, const std::vector<std::string>& list) {
  for (const std::string& one : list) std::cout << "  " << title << ": " << one << "\n";
}

std::string listed(const std::vector<std::string>& list) {
  std::string text;
  for (const std::string& one : list) text += "\n  " + one;
  return text;
}

class PostgresqlRoundTrip : public testing::TestWithParam<std::pair<const char*, std::size_t>> {};

TEST_P(PostgresqlRoundTrip, makes_the_same_database) {
  LIMBECK_NEEDS_POSTGRESQL();
  const auto [name, not_equal] = GetParam();
  const fs::path file = fs::path(LIMBECK_SCHEMAS) / "postgresql" / name / "schema.sql";
  if (!fs::exists(file)) GTEST_SKIP() << file << " is not here";
  const RoundTrip result = round_trip(file);
  std::cout << name << ": " << result.equal << " of " << result.objects << " objects are equal, "
            << result.failed.size() << " statements failed, " << result.omitted.size()
            << " omissions\n";
  if (prints()) {
    print("failed", result.failed);
    print("missing", result.missing);
    print("different", result.different);
    print("added", result.added);
    print("omitted", result.omitted);
  }
  EXPECT_EQ(result.objects - result.equal, not_equal)
      << "missing:" << listed(result.missing) << "\ndifferent:" << listed(result.different)
      << "\nfailed:" << listed(result.failed);
}

INSTANTIATE_TEST_SUITE_P(
    Published, PostgresqlRoundTrip,
    testing::Values(std::pair{"adventureworks", 0}, std::pair{"chinook", 0},
                    std::pair{"chinook_identity", 0}, std::pair{"crates_io", 0},
                    std::pair{"danbooru", 0}, std::pair{"grafast_forum", 0},
                    std::pair{"hatchet", 0}, std::pair{"kratos", 0}, std::pair{"pagila", 0},
                    std::pair{"pg_regress", 23}, std::pair{"postgraphile_kitchen_sink", 0},
                    std::pair{"postgrest_spec", 2}, std::pair{"procrastinate", 0},
                    std::pair{"sakila", 0}, std::pair{"supabase_auth", 0}, std::pair{"temporal", 0},
                    std::pair{"zoo", 1}),
    [](const auto& info) { return std::string(info.param.first); });

}  // namespace
}  // namespace limbeck::test::postgresql_round_trip_test
