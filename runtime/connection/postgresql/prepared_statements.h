// Limbeck's own statements that the server prepares once for a session.
#pragma once

#include <map>
#include <string>

#include "runtime/connection/own_statement.h"
#include "runtime/connection/postgresql/session.h"

namespace limbeck::connection {

/// The server would need half the time of a small revision to plan limbeck's own statements again
/// in each transaction. Not for connections through a pooler, which shares its sessions between
/// clients. Throws libpqxx's exceptions.
class PreparedStatements {
 public:
  /// The statement for a message whose names are looked for in the catalog, with a semicolon. Has
  /// it prepared, in a message of its own, the first time. SQLSTATE 26000 where a revision has
  /// dropped it.
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
