#include "runtime/offline/shell.h"

#include "limbeck/error.h"

namespace limbeck::offline {

std::unique_ptr<Shell> shell_of(const sql::Dialect& dialect, const ledger::Names& names) {
#define LIMBECK_DIALECT(known, title, needs_server) \
  if (dialect.name() == #known) return known##_shell(names);
#include "limbeck/dialects.def"
  throw Error(Error::Code::usage,
              "limbeck writes no scripts for " + std::string(dialect.name()) + " yet");
}

}  // namespace limbeck::offline
