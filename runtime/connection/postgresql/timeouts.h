// The limits of a revision's statements as PostgreSQL's settings.
#pragma once

#include <string>

#include "runtime/connection/driver.h"
#include "runtime/connection/postgresql/session.h"
#include "runtime/connection/postgresql/statement_words.h"

namespace limbeck::connection {

/// Only statements that others come to wait behind have a lock_timeout: an UPDATE that waits for a
/// row keeps no other session waiting, and would be lost with all the work before it. A
/// lock_timeout that the role, the database, the URL or the revision itself has set is left as it
/// is.
class Timeouts {
 public:
  void set(const Limits& limits) { limits_ = limits; }
  /// Somebody else looks after lock_timeout: for all of the session, or until the revision's end.
  void leave_locks_alone() { others_ = true; }
  void revision_looks_after_locks() { revision_ = true; }
  void revision_ended() { revision_ = false; }

  /// What is sent after BEGIN.
  std::string at_begin();
  /// What is sent before a statement in that transaction; mostly nothing.
  std::string before(const StatementWords& words);
  /// What is sent before a data migration outside of transactions; mostly nothing.
  std::string around_data() const;
  /// What is sent before a statement outside of transactions; mostly nothing. `current` settings
  /// must be put back after it.
  std::string around(const StatementWords& words) const;

 private:
  bool limits_locks(const StatementWords& words) const {
    return limits_.lock.count() > 0 && words.blocks_tables && !others_ && !revision_;
  }

  Limits limits_;
  bool others_ = false;
  bool revision_ = false;
  bool limited_ = false;  ///< the transaction has a lock_timeout of ours
};

/// Puts both timeouts of a session back as they were.
class KeptTimeouts {
 public:
  explicit KeptTimeouts(Session& session);
  ~KeptTimeouts();
  KeptTimeouts(const KeptTimeouts&) = delete;
  KeptTimeouts& operator=(const KeptTimeouts&) = delete;

 private:
  Session& session_;
  std::string lock_, statement_;
};

}  // namespace limbeck::connection
