// Writes prepared revisions as the lines of a script.
#pragma once

#include <string>
#include <vector>

#include "limbeck/manifest.h"
#include "migrations/history/graph.h"
#include "runtime/ledger/statements.h"
#include "runtime/migrator/prepare.h"
#include "runtime/offline/shell.h"

namespace limbeck::offline {

/// What all parts of a script are written with.
struct ScriptContext {
  const Manifest& manifest;
  const history::Graph& graph;
  const ledger::Statements& ledger;
  Shell& shell;
};

/// Throws Error::Code::history if the shell would do something else than the program, naming all
/// such operations.
void refuse_statements(const Shell& shell, const std::vector<migrator::PreparedStep>& steps);

/// Throws Error::Code::history with each data migration in the steps, at its place.
void refuse_callbacks(const std::vector<migrator::PreparedStep>& steps);

/// `-- Running upgrade a1 -> a2, add posts` and the revision's transactions. `rows` are those of
/// the version table before, and become those after; in `first` the ledger's tables are made.
std::string step(const ScriptContext& context, const migrator::PreparedStep& step,
                 std::vector<std::string>& rows, bool first);

/// Makes the ledger's tables where they are not there.
std::string create_ledger(const ledger::Statements& ledger);

/// What stands in limbeck_history for the program.
std::string program(const Manifest& manifest);

}  // namespace limbeck::offline
