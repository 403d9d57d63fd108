// Sends a revision with its ledger rows as one message, which takes one round trip (design §6).
#pragma once

#include "runtime/migrator/run_step.h"

namespace limbeck::migrator {

/// Applies `step` in one round trip, where the database can do that and the plan is one transaction
/// of SQL statements. Returns false, with the database as it was, where it cannot, and where
/// something failed: the caller then runs the revision statement by statement, which shows the
/// statement that fails. Throws limbeck::Error where that cannot help: the connection was lost, or
/// other sessions block the revision.
bool run_as_batch(const Session& session, const PreparedStep& step, bool more_follow,
                  AppliedState& state);

}  // namespace limbeck::migrator
