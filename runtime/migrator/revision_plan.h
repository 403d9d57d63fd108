// How a revision is cut into transactions, and what is recorded of it when. The migrator executes
// this plan, and `--sql` prints it.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "runtime/migrator/prepare.h"

namespace limbeck::migrator {

/// One thing to do, in order.
struct PlanPart {
  enum class Kind : unsigned char {
    /// Begins a transaction, which fails unless the version table has the rows that the parts
    /// before
    /// this one left, and no revision is half applied.
    begin,
    /// The same, where this revision itself is half applied.
    begin_half_applied,
    /// Runs statement `index` of the script.
    statement,
    /// Ends the revision's statements in this transaction: what follows is limbeck's own.
    /// `index` is the next statement, or the number of statements where none is left.
    end_statements,
    /// Changes the version table's rows from those before the revision to those after it.
    move,
    /// Records the revision as half applied: the first `index` statements are done.
    record_half_applied,
    /// Changes that record: the first `index` statements are done.
    set_progress,
    /// Records the whole revision.
    record,
    /// Turns the record of the half-applied revision into that of the whole revision.
    finish,
    commit,
  };
  Kind kind;
  std::size_t index = 0;

  bool is_begin() const { return kind == Kind::begin || kind == Kind::begin_half_applied; }
  bool operator==(const PlanPart&) const = default;
};

using RevisionPlan = std::vector<PlanPart>;

/// The plan of `step`, in one transaction unless it has statements that cannot stand in one.
/// `done`: that many of its statements are done, and the database says that it is half applied.
RevisionPlan revision_plan(const PreparedStep& step, std::optional<std::size_t> done = {});

}  // namespace limbeck::migrator
