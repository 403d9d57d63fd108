// Whose turn it is to write, among the processes that migrate one PostgreSQL database (design §6).
#pragma once

#include <memory>
#include <string>

#include "runtime/connection/driver.h"

namespace limbeck::connection {

/// This process's, from construction to destruction, unless it was lost: so every transaction that
/// writes looks first. SQL without a semicolon at its end, which finds names in the catalog alone.
class Turn : public Lock {
 public:
  /// For the beginning of a transaction: gives a row, with the server's process, exactly where the
  /// turn is still this process's, and keeps all others from theirs until the transaction ends.
  virtual std::string check() const = 0;
  /// For the end of a transaction; empty where there is nothing to say.
  virtual std::string renew() const { return {}; }
  /// After a check that gave no row, when its transaction is over: sleeps where somebody was in the
  /// way only for a moment. Throws Error::Code::locked where the turn is lost.
  virtual void check_failed(int tries) = 0;
  /// Keeps all others from their turn while a statement runs outside of transactions. Null where
  /// nothing has to be done for that.
  virtual std::unique_ptr<Lock> guard() { return nullptr; }
  /// Throws Error::Code::usage where `guard` can never be.
  virtual void check_guards() const {}
  /// After a statement that may have given up the locks of its session.
  virtual void take_again() {}
};

}  // namespace limbeck::connection
