// What sessions of limbeck's are set to, and how they come back to it.
#pragma once

#include <string>

#include "runtime/connection/driver.h"
#include "runtime/connection/postgresql/session.h"

namespace limbeck::connection {

/// SQL for a session that is limbeck's own, for one that is the application's and gets its settings
/// back, and for one behind a transaction pooler, where each transaction may be another session:
/// there all is set for the transaction only. Texts of several statements end with a semicolon.
class Settings {
 public:
  /// `lent`: an application's.
  explicit Settings(bool lent) : lent_(lent) {}

  void work_as(SessionIdentity identity) { identity_ = std::move(identity); }
  const SessionIdentity& identity() const { return identity_; }

  /// Asks whether a pooler is between, and sets the session where none is: for the first write, in
  /// a message of its own, because how texts are read must be settled when a message arrives.
  /// Returns whether lock_timeout is 0. Throws libpqxx's exceptions.
  bool make(Session& session);
  bool made() const { return made_; }
  /// Something hands out the server's sessions by the transaction, or may: the server's process is
  /// not the one that was named when connecting.
  bool pooled() const { return pooled_; }

  /// Back to the search_path that the session has, after `look_in_catalog_at_once` in a transaction
  /// that has just begun. Not behind a pooler.
  const std::string& path_back() const { return path_back_; }

  /// Before a statement outside of transactions, in the same message: one of a revision's or the
  /// application's, and one of limbeck's own (migrations/sql/postgresql/own_names.h).
  std::string for_statement() const;
  std::string for_own_statement() const;
  /// After BEGIN. Limbeck's own statements come next.
  std::string for_transaction() const;
  /// After what may have changed settings, back to what the URL, the role and the database say, or
  /// to what an application had set, and then to limbeck's own. Limbeck's own statements come next.
  std::string again() const;
  /// The role that limbeck's own statements run with, until the transaction ends.
  std::string role_again() const;
  /// The application's settings; empty where it has none to get back.
  std::string give_back() const;

 private:
  std::string own() const;
  std::string set_local_identity() const;

  bool lent_;
  bool made_ = false, pooled_ = false;
  SessionIdentity identity_;
  std::string path_back_;
  std::string more_;      ///< SQL for what only some sessions need
  std::string original_;  ///< SQL that sets what an application had set
};

}  // namespace limbeck::connection
