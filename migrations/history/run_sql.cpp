#include "migrations/history/run_sql.h"

#include <variant>

#include "migrations/operations/recorder.h"
#include "migrations/operations/walk.h"

namespace limbeck::history {

std::vector<std::string> run_sql(const Manifest& manifest, const std::vector<Graph::Index>& order) {
  std::vector<std::string> texts;
  const auto collect = [&](const operations::Operation& operation, bool) {
    const auto* execute = std::get_if<operations::Execute>(&operation.value);
    if (execute == nullptr) return;
    for (const auto& [dialect, text] : execute->sql) texts.push_back(text);
  };
  for (const Graph::Index index : order) {
    const auto upgrade = operations::record(manifest.entries[index].revision->upgrade);
    operations::for_each_run(upgrade, collect);
  }
  return texts;
}

}  // namespace limbeck::history
