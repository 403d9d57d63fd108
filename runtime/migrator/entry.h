// The entry of limbeck_history for a step.
#pragma once

#include "runtime/ledger/entry.h"
#include "runtime/migrator/prepare.h"
#include "runtime/migrator/run_step.h"

namespace limbeck::migrator {

/// Returns the entry without what only a run knows: when, by whom, from which program, how long and
/// how far.
ledger::Entry entry_of(const PreparedStep& step);

/// Returns the entry of a run, which began the step at `started`.
ledger::Entry entry_of(const PreparedStep& step, const Session& session, std::string started);

}  // namespace limbeck::migrator
