// Limbeck's own statements that the server prepares once for a session.
#pragma once

#include <map>
#include <string>

#include "runtime/connection/own_statement.h"
#include "runtime/connection/postgresql/session.h"

namespace limbeck::connection {

/// To plan limbeck's own statements anew in each transaction would take the server as long as half of
/// a small revision. Not behind a pooler, whose sessions are others' as well. Throws libpqxx's
/// exceptions.
class PreparedStatements {
 public:
  /// The statement for a message whose names are looked for in the catalog, with a semicolon. Has it
  /// prepared, in a message of its own, the first time. SQLSTATE 26000 where a revision has dropped it.
  std::string execute(Session& session, const OwnStatement& statement);
  /// They may not be there any more.
  void forget() { names_.clear(); }
  /// Leaves nothing in the session, which is in no transaction.
  void drop(Session& session) noexcept;

 private:
  std::map<std::string, std::string> names_;  ///< by the statement's text
  int made_ = 0;
};

}  // namespace limbeck::connection
