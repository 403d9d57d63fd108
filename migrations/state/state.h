// The program that a build links with the revisions of a history and runs. It writes the schema at
// the heads.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "limbeck/manifest.h"
#include "migrations/diagnostics/diagnostics.h"
#include "migrations/findings/finding.h"
#include "migrations/history/graph.h"

namespace limbeck::state {

/// Reports all errors of a history that can be found without a database: operations that cannot be
/// applied, downgrades that do not lead back, and what a database of the manifest cannot express.
/// The file names of the manifest are relative to `root`.
void report_problems(const Manifest& manifest, const history::Graph& graph, const std::string& root,
                     diagnostics::Diagnostics& diagnostics);

/// The schema at the heads as JSON, with `locations`, `heads` and `destructive` (the losses of
/// upgrades whose revisions give no reason for them).
std::string state_text(const Manifest& manifest, const history::Graph& graph,
                       const std::string& root);

/// The main function of the program: `--output FILE [--root DIR] [--note FILE]`. Prints the errors
/// of the history and returns 1, or writes the state and the source of the note and returns 0.
/// Files whose bytes would not change are not written. Returns 2 for wrong arguments.
int state_main(const Manifest& manifest, int argc, char** argv);

// Upgrades that destroy what users have, in revisions that do not say why they may.

struct UnmarkedLoss {
  history::Graph::Index revision = 0;
  Finding loss;  ///< as rules::losses
};

/// In the order in which the revisions run. Downgrades are not looked at: who goes back knows.
std::vector<UnmarkedLoss> unmarked_losses(const Manifest& manifest, const history::Graph& graph);

}  // namespace limbeck::state
