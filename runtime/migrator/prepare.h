// Renders all the SQL of a plan before any of it runs, so that a wrong later revision stops the run
// while the database is still as it was.
#pragma once

#include <string>
#include <vector>

#include "limbeck/manifest.h"
#include "migrations/history/graph.h"
#include "migrations/history/plan.h"
#include "migrations/operations/operation.h"
#include "migrations/sql/dialect.h"
#include "runtime/migrator/abilities.h"

namespace limbeck::migrator {

/// One revision in one direction, ready to run.
struct PreparedStep {
  const ManifestEntry* entry = nullptr;
  history::Step step;
  std::vector<operations::Operation> operations;
  sql::Script script;
  bool compatible = false;  ///< programs that do not know the revision can go on working

  bool is_downgrade() const { return step.direction == history::Direction::downgrade; }
};

/// Renders every step of `plan` from the schema that replaying `current` gives. Throws
/// Error::Code::history with every operation that cannot be applied, each at its place, or with
/// what the database cannot hold.
std::vector<PreparedStep> prepare(const Manifest& manifest, const history::Graph& graph,
                                  const sql::Dialect& dialect,
                                  const std::vector<std::string>& current,
                                  const history::Plan& plan,
                                  const Abilities& abilities = all_abilities);

}  // namespace limbeck::migrator
