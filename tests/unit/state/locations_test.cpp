#include "migrations/history/plan.h"
#include "migrations/state/replay.h"
#include "tests/unit/history/written_history.h"

#include <gtest/gtest.h>

namespace limbeck::state::locations_test {
namespace {

using namespace test;
using limbeck::Operations;
using Told = std::vector<std::string>;

LocatedReplay replayed(const WrittenHistory& history) {
  return replay_with_locations(history.manifest(), history::topological_order(history.graph()));
}

TEST(ReplayLocations, are_the_lines_that_made_or_changed_things_last) {
  static int created = 0, altered = 0, renamed = 0;
  WrittenHistory history;
  history
      .then("a",
            [](Operations& op) {
              created = HERE + 1;
              op.create_table("users", {.columns = {{.name = "id", .type = bigint},
                                                    {.name = "nick", .type = text},
                                                    {.name = "age", .type = integer}},
                                        .primary_key = {.columns = {"id"}},
                                        .uniques = {{.name = "uq_nick", .columns = {"nick"}}}});
            })
      .then("b",
            [](Operations& op) {
              altered = HERE + 1;
              op.alter_column("users", "nick", {.nullable = true});
              op.drop_column("users", "age");
            })
      .then("c", [](Operations& op) {
        renamed = HERE + 1;
        op.rename_table("users", "people");
        op.rename_column("people", "id", "person_id");
      });
  const schema::SourceMap map = replayed(history).locations;
  const auto line = [&](const std::string& path) {
    const auto found = map.find(path);
    return found == map.end() ? 0 : found->second.line;
  };
  EXPECT_EQ(line("tables/people"), renamed);
  EXPECT_EQ(line("tables/people/columns/nick"), altered);
  EXPECT_EQ(line("tables/people/columns/person_id"), renamed + 1);
  EXPECT_EQ(line("tables/people/constraints/uq_nick"), created);
  EXPECT_EQ(line("tables/people/primary_key"), created);
  EXPECT_EQ(map.size(), 5U);
}

TEST(ReplayLocations, forget_what_is_dropped_and_no_more) {
  WrittenHistory history;
  history.then("a", [](Operations& op) {
    op.create_enum("mood", {"sad", "glad"});
    op.rename_enum_value("mood", "glad", "happy");
    op.create_table("log", {.columns = {{.name = "id", .type = bigint}}});
    op.create_table("log_old",
                    {.columns = {{.name = "id", .type = bigint}, {.name = "x", .type = text}}});
    op.create_primary_key("pk", "log_old", {"id"});
    op.create_index("ix", "log_old", {"x"});
    op.drop_index("ix", "log_old");
    op.drop_constraint("pk", "log_old");
    op.execute("whatever", [](Operations& effect) { effect.drop_table("log"); });
  });
  const LocatedReplay head = replayed(history);
  ASSERT_TRUE(head.problems.empty()) << head.problems[0].message;
  Told paths;
  for (const auto& [path, location] : head.locations) paths.push_back(path);
  EXPECT_EQ(paths,
            (Told{"enums/mood", "enums/mood/values/happy", "enums/mood/values/sad",
                  "tables/log_old", "tables/log_old/columns/id", "tables/log_old/columns/x"}));
}

TEST(ReplayLocations, of_objects_follow_their_tables) {
  WrittenHistory history;
  history.then("a1", [](Operations& op) {
    op.create_table("users", {.columns = {{.name = "id", .type = bigint}}});
    op.create_trigger("tr", "users", {.fires = "AFTER DELETE", .definition = "EXECUTE …"});
    op.create_view({"app", "v"}, {.definition = "SELECT 1"});
    op.create_function("f", {.arguments = "a int", .definition = "RETURN 1"});
    op.rename_table("users", "people");
    op.drop_view({"app", "v"});
  });
  const auto locations = replayed(history).locations;
  EXPECT_TRUE(locations.contains("triggers/people/tr"));
  EXPECT_FALSE(locations.contains("triggers/users/tr"));
  EXPECT_TRUE(locations.contains("functions/f(integer)"));
  EXPECT_FALSE(locations.contains("views/app.v"));
}

}  // namespace
}  // namespace limbeck::state::locations_test
