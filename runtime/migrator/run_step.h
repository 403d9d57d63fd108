// Runs one prepared revision: its statements and its ledger rows in one transaction.
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

/// What all steps of a run share.
struct Session {
  connection::Driver& driver;
  ledger::Ledger& ledger;
  connection::WaitPolicy wait_policy;
  std::string who;
  std::string binary;
  /// How long whatever is in the way is waited for: each time anew, and for each revision that gave
  /// way to other sessions.
  std::chrono::milliseconds lock_wait{};
  /// Told before each statement that is not sent with the whole revision.
  std::function<void(const PreparedStep&, std::size_t index)> on_statement = {};

  /// `wait_policy` from now on: a migration may take longer than its process waited for its turn.
  connection::WaitPolicy from_now() const {
    connection::WaitPolicy policy_from_now = wait_policy;
    policy_from_now.deadline = connection::WaitPolicy::in(lock_wait);
    return policy_from_now;
  }
};

/// Thrown when the version table is not what the plan was made for: somebody else was faster.
struct ConcurrentChange {};

/// How far the database is: the rows of its version table, and how many statements of a
/// half-applied revision.
struct Reached {
  std::vector<std::string> rows;
  std::optional<std::size_t> done = std::nullopt;
};

/// Applies `step` to a database that has reached `reached`, which follows every commit, also when a
/// later part fails. `more_follow`: other steps of the run come right after it. On any failure the
/// transaction is rolled back. What gave way to other sessions is tried again. Throws
/// limbeck::Error with the revision, the operation, its place and its SQL, and ConcurrentChange.
void run_step(const Session& session, const PreparedStep& step, bool more_follow, Reached& reached);

}  // namespace limbeck::migrator
