#include "runtime/migrator/applied.h"

#include <algorithm>

#include "runtime/migrator/messages.h"

namespace limbeck::migrator {

std::map<std::string_view, const ledger::Entry*> applied_by(
    const std::vector<ledger::Entry>& entries) {
  std::map<std::string_view, const ledger::Entry*> out;
  for (const ledger::Entry& entry : entries) {
    if (entry.progress) continue;
    if (entry.direction == "downgrade" || entry.direction == "unstamp") {
      out.erase(entry.revision);
    } else {
      out[entry.revision] = &entry;
    }
  }
  return out;
}

std::optional<ledger::Entry> half_applied_of(const std::vector<ledger::Entry>& entries) {
  const auto half = std::ranges::find_if(
      entries, [](const ledger::Entry& entry) { return entry.progress.has_value(); });
  if (half == entries.end()) return std::nullopt;
  return *half;
}

std::vector<std::string> unknown_rows(const history::Graph& graph,
                                      const std::vector<std::string>& rows) {
  std::vector<std::string> out;
  std::copy_if(rows.begin(), rows.end(), std::back_inserter(out),
               [&](const std::string& row) { return !graph.find(row); });
  return out;
}

std::vector<std::string> revisions_beyond(const Manifest& manifest, const history::Graph& graph,
                                          const std::string& place,
                                          const std::vector<std::string>& unknown,
                                          const std::vector<ledger::Entry>& entries) {
  auto applied = applied_by(entries);
  std::vector<std::string> beyond;
  std::vector<std::string> incompatible;
  for (const auto& [id, entry] : applied) {
    if (graph.find(id)) continue;
    beyond.emplace_back(id);
    if (!entry->compatible) incompatible.emplace_back(id);
  }
  bool recorded =
      std::ranges::all_of(unknown, [&](const std::string& id) { return applied.count(id) != 0; });
  bool has_ours = std::all_of(manifest.heads, manifest.heads + manifest.head_count,
                              [&](std::string_view id) { return applied.count(id) != 0; });
  if (!recorded || !has_ours || !incompatible.empty()) {
    throw unknown_revisions(manifest, place, unknown, incompatible, entries);
  }
  return beyond;
}

void refuse_edited(const Manifest& manifest, const std::string& place,
                   const std::vector<ledger::Entry>& entries) {
  auto applied = applied_by(entries);
  if (applied.empty()) return;
  std::vector<EditedRevision> edited;
  for (std::size_t i = 0; i < manifest.size; ++i) {
    const ManifestEntry& entry = manifest.entries[i];
    auto found = applied.find(entry.id);
    if (found == applied.end() || found->second->checksum.empty() || entry.checksum.empty())
      continue;
    if (found->second->checksum != entry.checksum) edited.push_back({&entry, *found->second});
  }
  if (!edited.empty()) throw edited_revisions(place, edited);
}

}  // namespace limbeck::migrator
