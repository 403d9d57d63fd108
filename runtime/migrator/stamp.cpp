// Saying where a database is without running anything.
#include "runtime/connection/process.h"
#include "runtime/migrator/applied.h"
#include "runtime/migrator/engine.h"
#include "runtime/migrator/messages.h"

namespace limbeck::migrator {

MigrationReport Engine::stamp(const std::vector<std::string>& targets, bool purge) {
  Session session = this->session();
  const auto lock = this->lock(session);
  MigrationReport report;
  in_transaction(session, [&] {
    ledger_.create_missing();
    std::vector<std::string> rows = ledger_.heads(session.from_now()).rows;
    if (purge) {
      ledger_.purge();
      rows.clear();
    } else {
      refuse_unknown(rows);
    }
    auto planned = history::plan_stamp(graph(), rows, targets);
    if (auto* unresolved = std::get_if<history::Unresolved>(&planned))
      throw_unresolved(*unresolved);
    for (const history::Step& step : std::get<history::Plan>(planned))
      ledger_.move(step.removes, step.adds);
    report.heads = ledger_.heads(session.from_now()).rows;
    record_stamp(report.heads, session);
  });
  return report;
}

bool Engine::ensure_version() {
  Session session = this->session();
  const auto lock = this->lock(session);
  bool made = false;
  in_transaction(session, [&] { made = ledger_.create_missing(); });
  return made;
}

/// An entry for each revision that the rows now say is applied, or is not any more.
void Engine::record_stamp(const std::vector<std::string>& rows, const Session& session) {
  ledger_.finish_all();
  std::vector<ledger::Entry> entries = ledger_.entries();
  auto before = applied_by(entries);
  // A stamp is the way out of rows that stand on each other, so it leaves those alone that it was
  // not asked about.
  auto now = history::applied(graph(), rows, history::Overlap::allow);
  if (auto* unresolved = std::get_if<history::Unresolved>(&now)) throw_unresolved(*unresolved);

  ledger::Entry stamp{.direction = "stamp",
                      .started = connection::utc_now(),
                      .duration = 0,
                      .who = session.who,
                      .binary = session.binary};
  for (history::Graph::Index index : std::get<std::vector<history::Graph::Index>>(now)) {
    const ManifestEntry& entry = manifest_.entries[index];
    auto found = before.find(entry.id);
    bool known = found != before.end() && found->second->checksum == entry.checksum;
    if (found != before.end()) before.erase(found);
    if (known) continue;
    stamp.revision = entry.id;
    stamp.checksum = entry.checksum;
    ledger_.record(stamp);
  }
  stamp.direction = "unstamp";
  for (const auto& [id, entry] : before) {
    stamp.revision = id;
    stamp.checksum = entry->checksum;
    ledger_.record(stamp);
  }
}

}  // namespace limbeck::migrator
