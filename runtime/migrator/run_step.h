// Runs one prepared revision: its statements and what the ledger records of it.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "limbeck/manifest.h"
#include "runtime/connection/driver.h"
#include "runtime/ledger/ledger.h"
#include "runtime/migrator/prepare.h"

namespace limbeck::migrator {

/// What all steps of a run have in common.
struct Session {
  connection::Driver& driver;
  ledger::Ledger& ledger;
  connection::WaitPolicy wait_policy;
  std::string who;
  std::string binary;
  /// How long a statement waits for other sessions, and how long a revision is tried again that
  /// failed because of them.
  std::chrono::milliseconds lock_wait{};
  /// Called before each statement that is sent by itself and not in a batch.
  std::function<void(const PreparedStep&, std::size_t index)> on_statement = {};

  /// Returns `wait_policy` with a deadline of `lock_wait` from now: the one that it has is over
  /// where the migration has taken longer than that.
  connection::WaitPolicy from_now() const {
    connection::WaitPolicy policy_from_now = wait_policy;
    policy_from_now.deadline = connection::WaitPolicy::in(lock_wait);
    return policy_from_now;
  }
};

/// Thrown when the version table has other rows than the plan was made for: another process has
/// changed them.
struct ConcurrentChange {};

/// What is applied to the database.
struct AppliedState {
  std::vector<std::string> rows;  ///< of the version table
  /// How many statements of the half-applied revision are done; none where no revision is half
  /// applied.
  std::optional<std::size_t> done = std::nullopt;
};

/// Applies `step` to a database in the given state, which is brought up to date with each commit,
/// also when a later part fails. `more_follow`: other steps of the run come right after it. On a
/// failure the transaction is rolled back. A revision that failed because of other sessions is
/// tried again. Throws limbeck::Error with the revision, the operation, its place and its SQL, and
/// ConcurrentChange.
void run_step(const Session& session, const PreparedStep& step, bool more_follow,
              AppliedState& state);

// Sends a revision with its ledger rows as one message, which takes one round trip (design §6).

/// Applies `step` in one round trip, where the database can do that and the plan is one transaction
/// of SQL statements. Returns false, with the database as it was, where it cannot, and where
/// something failed: the caller then runs the revision statement by statement, which shows the
/// statement that fails. Throws limbeck::Error where that cannot help: the connection was lost, or
/// other sessions block the revision.
bool run_as_batch(const Session& session, const PreparedStep& step, bool more_follow,
                  AppliedState& state);

}  // namespace limbeck::migrator
