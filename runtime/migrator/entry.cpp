#include "runtime/migrator/entry.h"

#include <utility>

namespace limbeck::migrator {

ledger::Entry entry_of(const PreparedStep& step) {
  return {.revision = std::string(step.entry->id),
          .direction = step.is_downgrade() ? "downgrade" : "upgrade",
          .checksum = std::string(step.entry->checksum),
          .compatible = step.compatible};
}

ledger::Entry entry_of(const PreparedStep& step, const Session& session, std::string started) {
  ledger::Entry entry = entry_of(step);
  entry.started = std::move(started);
  entry.who = session.who;
  entry.binary = session.binary;
  return entry;
}

}  // namespace limbeck::migrator
