// The models against the history: what no revision accounts for, as compiler diagnostics.
#pragma once

#include <string>
#include <vector>

#include "compiler/model/model.h"
#include "migrations/diagnostics/diagnostics.h"
#include "migrations/diff/diff.h"
#include "migrations/operations/operation.h"
#include "migrations/schema/filter.h"

namespace limbeck::compiler {

struct DriftOptions {
  findings::Severity severity = findings::Severity::error;
  std::string project_root;  ///< a note shows files relative to it
  /// The databases that the history is for: what each of them keeps as one is no difference.
  std::vector<std::string> dialects = {};
};

/// What the models ask for beside a history, in its words where all databases of the target keep
/// them alike: see scope::governed.
schema::Schema wanted_of(const Model& model, const schema::Schema& history,
                         const std::vector<std::string>& dialects);

/// The operations that would bring the history to the models, each with its place there (or, for
/// what the models no longer have, in the history), in an order that executes. Each is reported
/// once; the last report's notes name the history's head and the command to run.
std::vector<operations::Operation> report_drift(const Model& model, const State& state,
                                                const DriftOptions& options,
                                                diagnostics::Diagnostics& diagnostics);

/// What no revision can do, at the places of the models.
void report_unreachable(const Model& model, const State& state, std::vector<Finding> found,
                        diagnostics::Diagnostics& diagnostics);

/// Gives each operation of a difference the place it is about: in the models, or, of what they no
/// longer have, in the history.
void locate(std::vector<operations::Operation>& operations, const Model& model, const State& state);

/// What the databases the history is for cannot express of the models, at the places of the models.
/// `dialects` are names that sql::find_dialect knows.
void report_refusals(const Model& model, const std::vector<std::string>& dialects,
                     diagnostics::Diagnostics& diagnostics);

/// What differs between `before` and `wanted` and no revision can change, at the places of the
/// models.
void report_unreachable(const Model& model, const State& state, const schema::Schema& before,
                        const schema::Schema& wanted, diagnostics::Diagnostics& diagnostics);

/// What the models declare and the target's filters leave to others, at the places of the models.
/// Where one of `dialects` does not tell names apart by case, neither do the patterns.
void report_excluded(const Model& model, const schema::Filter& filter,
                     const std::vector<std::string>& dialects,
                     diagnostics::Diagnostics& diagnostics);

/// Upgrades that destroy what users have, in revisions that do not say why they may.
void report_losses(const State& state, diagnostics::Diagnostics& diagnostics);

/// More than one head.
void report_several_heads(const State& state, diagnostics::Diagnostics& diagnostics);

}  // namespace limbeck::compiler
