// Whoever asks a database that cannot be asked is told which, for what, and what to do next:
// launches, the deployer's commands, what `limbeck revision --against URL` runs, and
// limbeck-inspect.
#include <sstream>

#include "limbeck/migrator.h"
#include "migrations/state/note.h"
#include "runtime/inspect/inspect.h"
#include "runtime/migrator/abilities.h"
#include "tests/unit/runtime/postgresql/revisions.h"
#include "tests/unit/runtime/postgresql/tool.h"
#include "tests/unit/runtime/support/temporary_directory.h"

namespace limbeck::test::places_test {
namespace {

class PostgresqlPlaces : public OnPostgresql {
 protected:
  void SetUp() override {
    OnPostgresql::SetUp();
    if (IsSkipped()) return;
    execute(
        "DO $$ BEGIN CREATE ROLE reader LOGIN; EXCEPTION WHEN duplicate_object THEN END $$;"
        "DO $$ BEGIN CREATE ROLE guarded LOGIN PASSWORD 'right'; EXCEPTION WHEN duplicate_object "
        "THEN "
        "END $$");
    directory_.write(
        "models.json",
        R"({"tables":[{"name":"users","columns":[{"name":"id","type":"bigint","nullable":false}]}]})");
    directory_.write("app",
                     state::note_of(state::note_json(manifest_, migrator::graph_of(manifest_))));
  }

  std::string as(const std::string& user, std::string url) const {
    return url.replace(url.find("limbeck@"), 7, user);
  }

  Outcome inspect(const std::string& url) const {
    const std::string app = (directory_.path() / "app").string();
    const char* arguments[] = {"limbeck-inspect", "--url", url.c_str(), app.c_str()};
    std::ostringstream out, err;
    const int code = limbeck::inspect::inspect_main(4, arguments, out, err);
    return {code, out.str(), err.str()};
  }

  /// What each way to ask says; `writes`: only those that would write are stopped.
  std::vector<std::pair<std::string, std::string>> told(const std::string& url, bool writes) const {
    const std::string models = (directory_.path() / "models.json").string();
    std::vector<std::pair<std::string, std::string>> all;
    const auto tool = [&](const std::vector<const char*>& arguments) {
      const Outcome outcome = run_tool(manifest_, arguments, url);
      EXPECT_EQ(outcome.code, 1) << arguments[0] << outcome.out;
      all.emplace_back(arguments[0], outcome.err);
    };
    all.emplace_back("launch", error_of([&] { limbeck::migrate(manifest_, url); }).what());
    tool({"upgrade"});
    tool({"introspect", "--like", models.c_str()});
    tool({"verify"});
    if (writes) return all;
    all.emplace_back("Migrator", error_of([&] { Migrator(manifest_, url).current(); }).what());
    tool({"current"});
    tool({"plan"});
    const Outcome outcome = inspect(url);
    EXPECT_EQ(outcome.code, 1) << outcome.out;
    all.emplace_back("limbeck-inspect", outcome.err);
    return all;
  }

  static void expect(const std::vector<std::pair<std::string, std::string>>& all,
                     const std::string& place, const std::string& words) {
    for (const auto& [who, said] : all) {
      EXPECT_NE(said.find(place), std::string::npos) << who << ": " << said;
      EXPECT_NE(said.find(words), std::string::npos) << who << ": " << said;
      const std::size_t next = said.find("what to do: ");
      EXPECT_NE(next, std::string::npos) << who << ": " << said;
      EXPECT_EQ(said.find("what to do: ", next + 1), std::string::npos) << who << ": " << said;
    }
  }

  History history_ = pg_shop();
  Manifest manifest_ = history_.manifest();
  TemporaryDirectory directory_;
};

TEST_F(PostgresqlPlaces, that_are_unreachable_are_named) {
  expect(told("postgresql://app@127.0.0.1:1/shop", false), "127.0.0.1:1/shop", "connect");
  expect(told("postgresql://app@/shop?host=/nowhere", false), "/nowhere", "connect");
}

TEST_F(PostgresqlPlaces, that_are_no_database_are_named) {
  std::string url = url_;
  url.replace(url.find("/" + database_), database_.size() + 1, "/nothing_here");
  expect(told(url, false), "nothing_here", "does not exist");
}

TEST_F(PostgresqlPlaces, that_take_no_such_password_are_named_without_it) {
  const std::string directory = tests::PostgresqlServer::get()->directory();
  execute("CREATE TABLE hba (line text)");
  tests::PostgresqlServer::get()->run(
      "psql",
      "-q -c \"COPY (SELECT 'local all guarded scram-sha-256' UNION ALL SELECT 'local all all "
      "trust') TO '" +
          directory +
          "/data/pg_hba.conf'\" -c 'SELECT pg_reload_conf()' -c 'SELECT "
          "pg_sleep(0.3)'",
      database_);
  const auto all = told(as("guarded:wr0ng", url_), false);
  expect(all, "/" + database_, "password authentication failed");
  for (const auto& [who, said] : all) EXPECT_EQ(said.find("wr0ng"), std::string::npos) << said;
}

TEST_F(PostgresqlPlaces, where_a_right_is_missing_are_named_with_what_for) {
  migrate(history_, {.target = "b2"});
  execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC");
  for (const auto& [who, said] : told(as("reader", url_), true)) {
    EXPECT_NE(said.find("/" + database_), std::string::npos) << who << ": " << said;
    EXPECT_NE(said.find("reader"), std::string::npos) << who << ": " << said;
    EXPECT_NE(said.find("GRANT "), std::string::npos) << who << ": " << said;
  }
  const Outcome inspected = inspect(as("reader", url_));
  EXPECT_EQ(inspected.code, 1);
  EXPECT_NE(inspected.err.find("GRANT SELECT ON \"public\".\"limbeck_version\" TO \"reader\""),
            std::string::npos)
      << inspected.err << inspected.out;
}

}  // namespace
}  // namespace limbeck::test::places_test
