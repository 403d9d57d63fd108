// The fast way through a revision (design §6): its transaction and its ledger rows as one message.
#pragma once

#include "runtime/migrator/run_step.h"

namespace limbeck::migrator {

/// Applies `step` in one round trip, where the database takes that and nothing in the step needs
/// this program in between. False, and the database as it was, where it does not, and where
/// something failed: run statement by statement, the step then says what it was. Throws
/// limbeck::Error where that cannot help: the connection was lost, or other sessions are in the
/// way.
bool run_as_batch(const Session& session, const PreparedStep& step, bool more_follow,
               Reached& reached);

}  // namespace limbeck::migrator
