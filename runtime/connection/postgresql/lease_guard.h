// The lock between migrating processes behind a transaction pooler (design §6), where a session is
// no one's: a row that says which process migrates, and until when no other one may.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "runtime/connection/postgresql/migration_guard.h"
#include "runtime/connection/postgresql/session.h"

namespace limbeck::connection {

/// What a lease's transactions need of the connection.
struct Pooled {
  std::shared_ptr<Session> session;
  std::string place;
  /// What is sent after each BEGIN.
  std::string settings;
  /// Another connection to the same database; null where none can be made.
  std::function<std::unique_ptr<Session>()> connect;
};

/// The row is renewed at the beginning and at the end of every transaction that writes. In between
/// the transaction itself keeps all others out, by the advisory lock that direct sessions take too:
/// however long it runs, and also when this process is stopped; around statements outside of
/// transactions one of another connection does. So the lease can expire only between two
/// transactions, and a process that lost it cannot begin another one. Therefore no thread has to
/// renew it in the background. Throws Error::Code::locked past the deadline, naming the owner, and
/// Error::Code::interrupted.
std::shared_ptr<MigrationGuard> take_lease(Pooled pooled, const LeaseTerms& lease,
                                           const WaitPolicy& wait_policy);

}  // namespace limbeck::connection
