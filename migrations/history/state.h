// The program that a build makes of a history's revisions: it prints the schema at the head.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "limbeck/manifest.h"
#include "migrations/diagnostics/diagnostics.h"
#include "migrations/history/graph.h"

namespace limbeck::history {

/// All that is wrong with a history and can be seen without a database, as compiler diagnostics:
/// operations that cannot be applied, downgrades that do not lead back, and what a database of the
/// manifest's cannot express. `root` is what the manifest's file names are relative to; the places
/// are below it.
void report_problems(const Manifest& manifest, const Graph& graph, const std::string& root,
                     diagnostics::Diagnostics& diagnostics);

/// The schema at the heads as JSON (design §5), with `locations`, `heads` and `destructive` (what
/// upgrades destroy whose revisions do not say why they may) beside it.
std::string state_text(const Manifest& manifest, const Graph& graph, const std::string& root);

/// The program's main: `--output FILE [--root DIR] [--note FILE]`. Prints what is wrong and returns
/// 1, or writes the state, and the source of the history's note, where their bytes have changed,
/// and returns 0; 2 for other arguments.
int state_main(const Manifest& manifest, int argc, char** argv);

}  // namespace limbeck::history
