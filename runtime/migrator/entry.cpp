#include "runtime/migrator/entry.h"

namespace limbeck::migrator {

ledger::Entry entry_of(const PreparedStep& step) {
  return {.revision = std::string(step.entry->id),
          .direction = step.is_downgrade() ? "downgrade" : "upgrade",
          .checksum = std::string(step.entry->checksum),
          .compatible = step.compatible};
}

}  // namespace limbeck::migrator
