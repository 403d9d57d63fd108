// What a run is told: -x and --tag, and the commands inside an app of its own.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "limbeck/command_line.h"
#include "limbeck/migrate.h"
#include "runtime/commands/help.h"
#include "runtime/connection/open.h"
#include "tests/unit/runtime/support/database.h"
#include "tests/unit/runtime/support/history.h"
#include "tests/unit/runtime/support/temporary_directory.h"

namespace limbeck::test::arguments_test {
namespace {

constinit const Revision first = {
    .message = "first",
    .upgrade =
        [](Operations& op) {
          op.execute("CREATE TABLE said (key TEXT, value TEXT)");
          op.run([](Connection& connection) {
            for (const char* key : {"tenant", "empty", "tag", "missing"}) {
              const auto value = connection.argument(key);
              const SqlValue values[] = {std::string(key),
                                         value ? SqlValue(std::string(*value)) : SqlValue()};
              connection.execute("INSERT INTO said VALUES (?1, ?2)", values);
            }
          });
        },
    .downgrade = irreversible("the rows are gone"),
};
constinit const Revision dependent = {
    .depends_on = {"a1"}, .message = "dependent", .upgrade = [](Operations&) {}};

class Arguments : public testing::Test {
 protected:
  Arguments() {
    history_.add("a1", first);
    history_.add("b1", dependent);
  }
  std::string run(std::vector<const char*> arguments, int expected = 0,
                  std::string_view program = {}) {
    const std::string url = directory_.url("said.db");
    arguments.insert(arguments.end(), {"--url", url.c_str()});
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    const int code = command_line(history_.manifest(), static_cast<int>(arguments.size()),
                                  arguments.data(), program);
    const std::string out = testing::internal::GetCapturedStdout();
    const std::string err = testing::internal::GetCapturedStderr();
    EXPECT_EQ(code, expected) << out << err;
    return out + err;
  }
  std::string said() { return rows("SELECT key || '=' || coalesce(value, 'NULL') FROM said"); }
  std::string rows(const std::string& sql) {
    std::string out;
    auto driver = connection::open(directory_.url("said.db"));
    for (const auto& row : driver->query(sql).rows) out += std::get<std::string>(row.front()) + " ";
    return out;
  }

  TemporaryDirectory directory_;
  History history_;
};

TEST_F(Arguments, x_and_tag_reach_data_migrations_as_in_alembic_before_the_command) {
  run({"shop-migrate", "-x", "tenant=a=b", "-x", "empty", "upgrade", "a1", "--tag", "v2"});
  EXPECT_EQ(said(), "tenant=a=b empty= tag=v2 missing=NULL ");
}

TEST_F(Arguments, an_app_gives_them_to_migrate) {
  MigrateOptions options;
  options.arguments = {{"tenant", "acme"}};
  migrate(history_.manifest(), directory_.url("said.db"), options);
  EXPECT_EQ(said(), "tenant=acme empty=NULL tag=NULL missing=NULL ");
}

TEST_F(Arguments, an_app_has_the_commands_among_its_own) {
  // shop db upgrade a1
  const char* argv[] = {"shop", "db", "upgrade", "a1"};
  EXPECT_NE(run({argv + 1, argv + 4}, 0, "shop db").find("Running upgrade  -> a1, first"),
            std::string::npos);
  EXPECT_EQ(run({"db", "upgrade", "a1"}, 0, "shop db"), "nothing to do: the database is at a1\n");
  EXPECT_NE(run({"db", "upgrade", "--help"}, 0, "shop db").find("usage: shop db upgrade [options]"),
            std::string::npos);
  EXPECT_NE(run({"db", "upgrad"}, 2, "shop db").find("did you mean 'upgrade'?"), std::string::npos);
}

TEST_F(Arguments, ensure_version_makes_the_tables_once_and_at_base) {
  EXPECT_NE(run({"x", "ensure_version"}).find("made limbeck_version and limbeck_history in"),
            std::string::npos);
  EXPECT_EQ(rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'limbeck%' "
                 "ORDER BY name"),
            "limbeck_history limbeck_version ");
  EXPECT_NE(run({"x", "ensure_version"}).find("there already: limbeck_version"), std::string::npos);
  EXPECT_EQ(nlohmann::json::parse(run({"x", "ensure_version", "--json"}))["created"], false);
  EXPECT_EQ(run({"x", "current"}), "");
}

TEST_F(Arguments, current_shows_what_is_applied_only_because_another_depends_on_it) {
  run({"x", "upgrade", "b1"});
  EXPECT_EQ(rows("SELECT version_num FROM limbeck_version"), "b1 ");
  EXPECT_EQ(run({"x", "current"}), "a1 (effective head)\nb1 (head)\n");
  run({"x", "current", "--check-heads"});
  const auto json = nlohmann::json::parse(run({"x", "current", "--json"}));
  EXPECT_EQ(json["current"][0]["implied"], true);
  EXPECT_FALSE(json["current"][1].contains("implied"));
}

TEST_F(Arguments, an_irreversible_revision_is_refused_with_its_reason_before_anything_runs) {
  run({"x", "upgrade", "heads"});
  const std::string refused = run({"x", "downgrade", "base"}, 1);
  EXPECT_NE(refused.find("the rows are gone"), std::string::npos) << refused;
  EXPECT_NE(refused.find("migrations/a1.cpp:4"), std::string::npos) << refused;
  EXPECT_EQ(rows("SELECT version_num FROM limbeck_version"), "b1 ") << refused;
  EXPECT_NE(run({"x", "plan", "--downgrade", "base"}, 1).find("the rows are gone"),
            std::string::npos);
}

TEST_F(Arguments, help_is_made_of_the_definitions) {
  ::setenv("COLUMNS", "80", 1);
  const commands::Tool tool = commands::deployers_tool("x");
  EXPECT_EQ(run({"x", "--help"}), commands::help(tool));
  for (const commands::Command& command : tool.commands) {
    const std::string name(command.name);
    EXPECT_EQ(run({"x", name.c_str(), "--help"}), commands::help(tool, command));
  }
  ::unsetenv("COLUMNS");
}

TEST_F(Arguments, a_wrong_usage_says_what_was_probably_meant) {
  const auto first_line = [](const std::string& text) { return text.substr(0, text.find('\n')); };
  EXPECT_EQ(first_line(run({"x", "upgrade", "--sqll"}, 2)),
            "error: upgrade has no option --sqll; did you mean --sql?");
  EXPECT_EQ(first_line(run({"x", "heads", "a1"}, 2)), "error: heads takes no 'a1'");
  EXPECT_EQ(first_line(run({"x", "downgrade"}, 2)), "error: downgrade: REVISION is required");
  EXPECT_EQ(first_line(run({"x", "upgrade", "a1", "b1"}, 2)), "error: upgrade takes one REVISION");
  EXPECT_EQ(first_line(run({"x"}, 2)), "error: a command is missing");
  EXPECT_EQ(first_line(run({"x", "hystory"}, 2)),
            "error: there is no command 'hystory'; did you mean 'history'?");
}

TEST_F(Arguments, the_version_names_the_history_its_heads_and_limbeck) {
  EXPECT_EQ(run({"x", "--version"}), "shop_migrations at a1, b1 (limbeck test)\n");
}

}  // namespace
}  // namespace limbeck::test::arguments_test
