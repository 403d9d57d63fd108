#include "runtime/migrator/revision_plan.h"

namespace limbeck::migrator {
namespace {

using Kind = PlanPart::Kind;

class Planner {
 public:
  Planner(const PreparedStep& step, std::optional<std::size_t> done)
      : step_(step), next_(done.value_or(0)), recorded_(done.has_value()) {
    // A downgrade leaves its row of the version table before the first statement outside of a
    // transaction: what follows takes away what the row stands for.
    moved_ = recorded_ && step.is_downgrade();
  }

  RevisionPlan plan() {
    const std::vector<sql::Statement>& statements = step_.script.statements;
    for (;;) {
      add(recorded_ ? Kind::begin_half_applied : Kind::begin);
      for (; next_ < statements.size() && statements[next_].transactional; ++next_) {
        add(Kind::statement);
      }
      add(Kind::end_statements);
      const bool is_last = next_ == statements.size();
      if ((is_last || step_.is_downgrade()) && !moved_) {
        add(Kind::move);
        moved_ = true;
      }
      if (is_last) break;
      // Whether the statement was run cannot be known where the process ends in it. So the progress
      // is recorded before it, and again after it.
      add_progress();
      add(Kind::statement);
      ++next_;
      add(Kind::begin_half_applied);
      add_progress();
    }
    add(recorded_ ? Kind::finish : Kind::record);
    add(Kind::commit);
    return std::move(plan_);
  }

 private:
  void add_progress() {
    add(recorded_ ? Kind::set_progress : Kind::record_half_applied);
    add(Kind::commit);
    recorded_ = true;
  }
  void add(Kind kind);

  const PreparedStep& step_;
  std::size_t next_;
  bool recorded_;
  bool moved_;
  RevisionPlan plan_;
};

// Not in the class, where it would be copied to each of its calls: applications link this.
[[gnu::noinline]] void Planner::add(Kind kind) { plan_.push_back({kind, next_}); }

}  // namespace

RevisionPlan revision_plan(const PreparedStep& step, std::optional<std::size_t> done) {
  return Planner(step, done).plan();
}

}  // namespace limbeck::migrator
