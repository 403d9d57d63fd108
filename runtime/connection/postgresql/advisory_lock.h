// The lock between migrating processes (design §6): an advisory lock of the session that migrates.
// The server keeps it for as long as that session may still write: also when its process was
// killed, stopped or cut off in the middle of a statement.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "runtime/connection/postgresql/migration_guard.h"
#include "runtime/connection/postgresql/session.h"

namespace limbeck::connection {

/// What these two ask, they ask in a message of its own or in a transaction that finds names in the
/// catalog alone.
/// The session that has the lock, for messages; empty where none has it. `now`: also what it does.
std::string lock_holder(Session& session, bool now);

/// Whose the lease in a row of `table` (quoted) is; none where it has no owner. Throws
/// Error::Code::history for a row that no limbeck writes, which says nothing that could be waited
/// for. `before`: what keeps the table (table_check.h), if the session's transaction does not.
std::optional<std::string> lease_owner(Session& session, const std::string& table,
                                       const std::string& place, std::string_view before = {});

/// The message for a process that has waited for `holder` in vain.
Error locked_by(const std::string& holder);

/// Asks again and again rather than waiting in the server: a session that waits holds a snapshot,
/// which a concurrent index build of the holder would wait for in turn. Who has a lease
/// (lease_guard.h) is waited for as well. Throws Error::Code::locked past the deadline, naming the
/// holder, and Error::Code::interrupted.
std::shared_ptr<MigrationGuard> advisory_lock(std::shared_ptr<Session> session,
                                              const std::string& place, const LeaseTerms& lease,
                                              const WaitPolicy& wait_policy);

}  // namespace limbeck::connection
