#include "migrations/history/replay.h"

#include <gtest/gtest.h>

#include "tests/unit/history/written_history.h"

namespace limbeck::history::replay_test {
namespace {

using namespace test;
using limbeck::Operations;

Replay replayed(const WrittenHistory& history) {
  return replay(history.manifest(), topological_order(history.graph()));
}

TEST(Replay, gives_the_schema_at_a_revision) {
  WrittenHistory history;
  history.then("a", users).then("b", posts).then("c", [](Operations& op) {
    op.add_column("users", {.name = "email", .type = text, .nullable = true});
  });
  EXPECT_EQ(replay(history.manifest(), {}).schema, schema::Schema());
  EXPECT_EQ(replay(history.manifest(), {0}).schema.tables.size(), 1U);
  const Replay head = replayed(history);
  EXPECT_TRUE(head.problems.empty());
  ASSERT_EQ(head.schema.tables.size(), 2U);
  EXPECT_EQ(head.schema.tables[1].columns.back().name, "email");
}

TEST(Replay, of_branches_takes_parents_and_dependencies_first) {
  Revision a, x, m;
  a.upgrade = users;
  x.depends_on = {"a"};
  x.upgrade = posts;
  m.revises = {"a", "x"};
  WrittenHistory history;
  history.add("x", x).add("m", m).add("a", a);
  const Replay head = replayed(history);
  EXPECT_TRUE(head.problems.empty());
  EXPECT_EQ(head.schema.tables.size(), 2U);
}

TEST(Replay, reports_an_operation_that_cannot_be_applied_at_its_line) {
  static int line = 0;
  WrittenHistory history;
  history.then("a", users).then("b", [](Operations& op) {
    line = HERE + 1;
    op.drop_column("users", "nik");
  });
  const Replay head = replayed(history);
  ASSERT_EQ(head.problems.size(), 1U);
  EXPECT_EQ(head.problems[0].location.line, line);
  EXPECT_EQ(
      head.problems[0].message,
      "drop_column: table 'users' has no column 'nik' at this revision; did you mean 'nick'?");
}

TEST(OperationsOf, a_downgrade_may_be_the_reverse_of_the_upgrade) {
  WrittenHistory history;
  history.then("a", users, reverse_of_upgrade);
  const auto result =
      operations_of(history.manifest(), history.manifest().entries[0], Direction::downgrade, {});
  const auto& operations = std::get<std::vector<operations::Operation>>(result);
  ASSERT_EQ(operations.size(), 1U);
  EXPECT_EQ(operations::name_of(operations[0]), "drop_table");
}

TEST(OperationsOf, a_downgrade_that_is_not_there_says_why) {
  WrittenHistory history;
  history.then("a", users, irreversible("rows were merged")).then("b", posts).then("c", nullptr);
  const auto told = [&](int i) {
    const auto result =
        operations_of(history.manifest(), history.manifest().entries[i], Direction::downgrade, {});
    return std::get<std::vector<Finding>>(result).front().message;
  };
  EXPECT_EQ(told(0), "revision a cannot be downgraded: rows were merged");
  EXPECT_EQ(told(1),
            "revision b does not say how it is downgraded; give it a .downgrade: operations, "
            "limbeck::reverse_of_upgrade or limbeck::irreversible(\"why\")");
  const auto nothing =
      operations_of(history.manifest(), history.manifest().entries[2], Direction::downgrade, {});
  EXPECT_TRUE(std::get<std::vector<operations::Operation>>(nothing).empty());
}

}  // namespace
}  // namespace limbeck::history::replay_test
