// The rules by which a revision is cut into transactions. In the plans' words `b` is begin, `b*`
// the same in a half-applied revision, `0` a statement, `e` the end of the statements, `c` commit.
#include "runtime/migrator/revision_plan.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace limbeck::migrator::revision_plan_test {
namespace {

std::string word(const PlanPart& part) {
  const std::string index = std::to_string(part.index);
  switch (part.kind) {
    case PlanPart::Kind::begin:
      return "b";
    case PlanPart::Kind::begin_half_applied:
      return "b*";
    case PlanPart::Kind::statement:
      return index;
    case PlanPart::Kind::end_statements:
      return "e";
    case PlanPart::Kind::move:
      return "move";
    case PlanPart::Kind::record_half_applied:
      return "half=" + index;
    case PlanPart::Kind::set_progress:
      return "progress=" + index;
    case PlanPart::Kind::record:
      return "record";
    case PlanPart::Kind::finish:
      return "finish";
    case PlanPart::Kind::commit:
      return "c";
  }
  return "?";
}

/// A letter a statement: `t` stands in a transaction, `o` outside of one.
PreparedStep step_of(std::string_view statements, history::Direction direction) {
  PreparedStep step;
  step.step.direction = direction;
  for (const char c : statements) {
    step.script.statements.emplace_back();
    step.script.statements.back().transactional = c == 't';
  }
  return step;
}

std::string plan_of(std::string_view statements, history::Direction direction,
                    std::optional<std::size_t> done = {}) {
  std::string out;
  for (const PlanPart& part : revision_plan(step_of(statements, direction), done)) {
    out += (out.empty() ? "" : " ") + word(part);
  }
  return out;
}

constexpr auto up = history::Direction::upgrade;
constexpr auto down = history::Direction::downgrade;

TEST(RevisionPlan, is_one_transaction_where_every_statement_can_stand_in_one) {
  EXPECT_EQ(plan_of("tt", up), "b 0 1 e move record c");
  EXPECT_EQ(plan_of("tt", down), "b 0 1 e move record c");
  EXPECT_EQ(plan_of("", up), "b e move record c");
}

TEST(RevisionPlan, records_the_progress_before_and_after_a_statement_outside_of_a_transaction) {
  EXPECT_EQ(plan_of("tot", up), "b 0 e half=1 c 1 b* progress=2 c b* 2 e move finish c");
  EXPECT_EQ(plan_of("o", up), "b e half=0 c 0 b* progress=1 c b* e move finish c");
}

TEST(RevisionPlan, makes_the_record_once_and_then_changes_it) {
  EXPECT_EQ(plan_of("oo", up),
            "b e half=0 c 0 b* progress=1 c b* e progress=1 c 1 b* progress=2 c "
            "b* e move finish c");
}

TEST(RevisionPlan, of_an_upgrade_moves_the_version_table_at_the_end) {
  EXPECT_EQ(plan_of("ot", up), "b e half=0 c 0 b* progress=1 c b* 1 e move finish c");
}

TEST(RevisionPlan, of_a_downgrade_moves_it_before_the_first_statement_outside_and_only_there) {
  EXPECT_EQ(plan_of("too", down),
            "b 0 e move half=1 c 1 b* progress=2 c b* e progress=2 c 2 b* progress=3 c "
            "b* e finish c");
}

TEST(RevisionPlan, that_resumes_starts_with_the_statement_that_is_not_done_and_records_none_anew) {
  EXPECT_EQ(plan_of("tot", up, 2), "b* 2 e move finish c");
  EXPECT_EQ(plan_of("tot", up, 1), "b* e progress=1 c 1 b* progress=2 c b* 2 e move finish c");
  EXPECT_EQ(plan_of("tot", up, 3), "b* e move finish c");
}

TEST(RevisionPlan, that_resumes_a_downgrade_leaves_the_version_table_as_it_is) {
  EXPECT_EQ(plan_of("tot", down, 2), "b* 2 e finish c");
  EXPECT_EQ(plan_of("tot", down, 1), "b* e progress=1 c 1 b* progress=2 c b* 2 e finish c");
}

}  // namespace
}  // namespace limbeck::migrator::revision_plan_test
