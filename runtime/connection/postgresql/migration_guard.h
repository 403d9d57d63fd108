// Mutual exclusion between the processes that migrate one PostgreSQL database (design §6).
#pragma once

#include <memory>
#include <string>

#include "runtime/connection/driver.h"

namespace limbeck::connection {

/// The right to migrate, held from construction to destruction unless it is lost. Every transaction
/// that writes checks it first. The SQL it returns has no semicolon at its end and resolves names
/// in pg_catalog only.
class MigrationGuard : public Lock {
 public:
  /// SQL for the beginning of a transaction: returns a row with the server process's id exactly
  /// when this process still holds the guard, and keeps other processes from taking it until the
  /// transaction ends.
  virtual std::string check() const = 0;
  /// SQL for the end of a transaction; may be empty.
  virtual std::string renew() const { return {}; }
  /// To be called after a check that returned no row, when its transaction is over. Sleeps when the
  /// other process was in the way only briefly. Throws Error::Code::locked when the guard is lost.
  virtual void check_failed(int tries) = 0;
  /// Keeps other processes from taking the guard while a statement runs outside a transaction. Null
  /// when nothing has to be done for that.
  virtual std::unique_ptr<Lock> guard() { return nullptr; }
  /// Throws Error::Code::usage when guard() can never succeed.
  virtual void check_guards() const {}
  /// To be called after a statement that may have released its session's locks.
  virtual void take_again() {}
};

}  // namespace limbeck::connection
