// --sql as whoever types it sees it.
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "limbeck/command_line.h"
#include "limbeck/migrator.h"
#include "tests/offline/shells.h"
#include "tests/unit/runtime/support/shop.h"

namespace limbeck::test::command_test {
namespace {

struct Printed {
  int code;
  std::string out, err;
};

class SqlOption : public testing::Test {
 protected:
  SqlOption() {
    static constexpr std::string_view sqlite[] = {"sqlite"};
    manifest_.dialects = sqlite;
    manifest_.dialect_count = 1;
  }
  Printed run(std::vector<const char*> arguments) {
    arguments.insert(arguments.begin(), "shop-migrate");
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    const int code = command_line(manifest_, static_cast<int>(arguments.size()), arguments.data());
    std::string out = testing::internal::GetCapturedStdout();
    return {code, out, testing::internal::GetCapturedStderr()};
  }
  static bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
  }
  void build_for_both() {
    static constexpr std::string_view both[] = {"postgresql", "sqlite"};
    manifest_.dialects = both;
    manifest_.dialect_count = 2;
  }

  History history_ = shop();
  Manifest manifest_ = history_.manifest();
};

TEST_F(SqlOption, prints_a_script_that_runs_and_the_program_then_finds_the_database_there) {
  const auto database = tests::new_database("sqlite");
  LIMBECK_NEEDS_SHELL(database);
  const Printed up = run({"upgrade", "a5", "--sql"});
  EXPECT_EQ(up.code, 0) << up.err;
  EXPECT_EQ(up.err, "");
  EXPECT_EQ(up.out.rfind("-- Upgrade of shop_migrations from base to a5, for SQLite\n"
                         "-- Run it by: sqlite3 DATABASE < FILE\n",
                         0),
            0u)
      << up.out;
  EXPECT_EQ(database->run(up.out).code, 0);
  EXPECT_EQ(Migrator(manifest_, database->url()).current(), std::vector<std::string>{"a5"});
  EXPECT_EQ(database->run(run({"downgrade", "a5:-2", "--sql"}).out).code, 0);
  EXPECT_EQ(Migrator(manifest_, database->url()).current(), std::vector<std::string>{"a3"});
  EXPECT_EQ(database->run(run({"stamp", "a3:a1", "--sql"}).out).code, 0);
  EXPECT_EQ(Migrator(manifest_, database->url()).current(), std::vector<std::string>{"a1"});
  EXPECT_EQ(database->run(run({"ensure_version", "--sql"}).out).code, 0);
}

TEST_F(SqlOption, opens_no_database_and_takes_the_dialect_from_the_url) {
  build_for_both();
  const Printed postgresql =
      run({"upgrade", "a2", "--sql", "--url", "postgresql://me:secret@nowhere.invalid/shop"});
  EXPECT_EQ(postgresql.code, 0) << postgresql.err;
  EXPECT_TRUE(has(postgresql.out, "for PostgreSQL\n"));
  EXPECT_FALSE(has(postgresql.out, "secret"));
  EXPECT_TRUE(has(run({"upgrade", "a2", "--sql", "--url", "sqlite:/no/such/place.db"}).out,
                  "for SQLite\n"));
  EXPECT_TRUE(
      has(run({"upgrade", "a2", "--sql", "--dialect", "postgresql"}).out, "for PostgreSQL\n"));
  const Printed which = run({"upgrade", "a2", "--sql"});
  EXPECT_EQ(which.code, 2);
  EXPECT_TRUE(has(which.err, "Say --dialect postgresql or --dialect sqlite")) << which.err;
}

TEST_F(SqlOption, writes_for_no_database_that_the_history_was_not_built_for) {
  const Printed refused = run({"upgrade", "a2", "--sql", "--dialect", "postgresql"});
  EXPECT_EQ(refused.code, 2);
  EXPECT_TRUE(has(refused.err, "was not built for postgresql")) << refused.err;
}

TEST_F(SqlOption, is_what_ranges_need) {
  const Printed online = run({"upgrade", "a1:a2", "--url", "sqlite::memory:"});
  EXPECT_EQ(online.code, 2);
  EXPECT_TRUE(has(online.err, "is for scripts (--sql)")) << online.err;
  EXPECT_EQ(run({"upgrade", "a2", "--skip-callbacks", "--url", "sqlite::memory:"}).code, 2);
  EXPECT_EQ(run({"downgrade", "a1", "--sql"}).code, 2);
  const Printed reversed = run({"upgrade", "a3:a1", "--sql"});
  EXPECT_EQ(reversed.code, 1);
  EXPECT_TRUE(has(reversed.err, "'downgrade a3:a1 --sql' goes down")) << reversed.err;
  EXPECT_TRUE(has(run({"upgrade", "a3:a3", "--sql"}).out, "Nothing to do"));
}

TEST_F(SqlOption, lists_the_data_migrations_that_stop_it) {
  const Printed refused = run({"upgrade", "head", "--sql"});
  EXPECT_EQ(refused.code, 1);
  EXPECT_EQ(refused.out, "");
  EXPECT_TRUE(has(refused.err, "data migrations in C++ cannot be written as SQL:\n  "))
      << refused.err;
  EXPECT_EQ(run({"upgrade", "head", "--sql", "--skip-callbacks"}).code, 0);
}

TEST_F(SqlOption, prints_json_for_programs) {
  const auto json = nlohmann::json::parse(run({"upgrade", "a2", "--sql", "--json"}).out);
  EXPECT_EQ(json["dialect"], "sqlite");
  EXPECT_TRUE(has(json["sql"], "-- Running upgrade a1 -> a2, add posts"));
}

}  // namespace
}  // namespace limbeck::test::command_test
