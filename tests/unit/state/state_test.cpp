#include "migrations/state/state.h"

#include <gtest/gtest.h>

#include "migrations/findings/rule_id.h"
#include "tests/unit/history/written_history.h"

namespace limbeck::state::state_test {
namespace {

using namespace test;
using limbeck::Operations;
using Told = std::vector<std::string>;

TEST(UnmarkedLosses, an_upgrade_that_destroys_rows_is_reported_until_its_revision_says_why) {
  const auto drop = [](Operations& op) { op.drop_table("users"); };
  Revision marked;
  marked.revises = {"a"};
  marked.upgrade = drop;
  marked.destructive = "nobody used it";
  WrittenHistory history;
  history.then("a", users);
  const auto lost = [](const WrittenHistory& of) {
    std::vector<std::string> words;
    for (const UnmarkedLoss& loss : unmarked_losses(of.manifest(), of.graph()))
      words.push_back(std::to_string(loss.revision) + ": " +
                      std::string(fact(loss.loss, "destroys")));
    return words;
  };
  EXPECT_EQ(lost(WrittenHistory(history).then("b", drop, reverse_of_upgrade)),
            Told{"1: all rows of 'users'"});
  EXPECT_EQ(lost(WrittenHistory(history).add("b", marked)), Told{});
}

TEST(UnmarkedLosses, a_downgrade_may_destroy) {
  WrittenHistory history;
  history.then("a", users, [](Operations& op) { op.drop_table("users"); });
  EXPECT_TRUE(unmarked_losses(history.manifest(), history.graph()).empty());
}

TEST(ReportProblems, a_revision_that_says_yes_and_no_to_older_programs_is_named) {
  Revision revision;
  revision.upgrade = users;
  revision.downgrade = reverse_of_upgrade;
  revision.compatible = "it only adds";
  revision.incompatible = "it does not";
  WrittenHistory history;
  history.add("a", revision);
  diagnostics::Diagnostics diagnostics;
  report_problems(history.manifest(), history.graph(), "", diagnostics);
  ASSERT_EQ(diagnostics.all().size(), 1U);
  EXPECT_EQ(diagnostics.all()[0].rule, RuleId::compatible);
  EXPECT_EQ(diagnostics.all()[0].location.line, 100);
}

}  // namespace
}  // namespace limbeck::state::state_test
