// What limbeck_history says of a step.
#pragma once

#include "runtime/ledger/entry.h"
#include "runtime/migrator/prepare.h"
#include "runtime/migrator/run_step.h"

namespace limbeck::migrator {

/// Without what only a run knows: when, by whom, from which program, how long and how far.
ledger::Entry entry_of(const PreparedStep& step);

/// Of a run, which began the step at `started`.
ledger::Entry entry_of(const PreparedStep& step, const Session& session, std::string started);

}  // namespace limbeck::migrator
