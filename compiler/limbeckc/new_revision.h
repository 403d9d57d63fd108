// What a new revision is called and what it follows, before anything is written.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "migrations/diagnostics/diagnostics.h"
#include "migrations/history/graph.h"

namespace limbeck::compiler {

struct NewRevisionOptions {
  std::string message;
  std::string rev_id;  ///< empty: a new random one
  std::string head =
      "head";           ///< what it follows: any identifier Alembic takes, `base` for a new root
  bool splice = false;  ///< allow a parent that is no head
  std::vector<std::string> branch_labels;
  std::vector<std::string> depends_on;
};

/// The revision as a node of the history it extends, verified with it. Throws Failure with
/// Alembic's words where Alembic has some.
history::Node new_node(const NewRevisionOptions& options, const history::Graph& graph);

}  // namespace limbeck::compiler
