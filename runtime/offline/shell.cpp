#include "runtime/offline/shell.h"

#include "limbeck/error.h"

namespace limbeck::offline {

std::unique_ptr<Shell> shell_of(const sql::Dialect& dialect, const ledger::Names& names) {
  if (dialect.name() == "sqlite") return sqlite_shell(names);
  if (dialect.name() == "postgresql") return postgresql_shell(names);
  throw Error(Error::Code::usage,
              "limbeck writes no scripts for " + std::string(dialect.name()) + " yet");
}

}  // namespace limbeck::offline
