#include "runtime/migrator/revision_plan.h"

namespace limbeck::migrator {

RevisionPlan revision_plan(const PreparedStep& step, std::optional<std::size_t> done) {
  using Kind = PlanPart::Kind;
  const std::vector<sql::Statement>& statements = step.script.statements;
  std::size_t next = done.value_or(0);
  bool recorded = done.has_value();
  // A downgrade leaves its row of the version table before the first statement outside of a
  // transaction: what follows takes away what the row stands for.
  bool moved = recorded && step.is_downgrade();
  RevisionPlan plan;
  const auto add = [&](Kind kind) { plan.push_back({kind, next}); };
  const auto move = [&] {
    if (!moved) add(Kind::move);
    moved = true;
  };
  const auto mark_progress = [&] {
    add(recorded ? Kind::set_progress : Kind::record_half_applied);
    recorded = true;
  };
  const auto begin = [&] { add(recorded ? Kind::begin_half_applied : Kind::begin); };
  for (;;) {
    begin();
    for (; next < statements.size() && statements[next].transactional; ++next) add(Kind::statement);
    add(Kind::end_statements);
    if (next == statements.size()) break;
    if (step.is_downgrade()) move();
    // Whether the statement was run cannot be known where the process ends in it. So the progress
    // is recorded before it, and again after it.
    mark_progress();
    add(Kind::commit);
    add(Kind::statement);
    ++next;
    begin();
    mark_progress();
    add(Kind::commit);
  }
  move();
  add(recorded ? Kind::finish : Kind::record);
  add(Kind::commit);
  return plan;
}

}  // namespace limbeck::migrator
