#include "migrations/history/run_sql.h"

#include <variant>

#include "migrations/operations/recorder.h"

namespace limbeck::history {
namespace {

void collect(const std::vector<operations::Operation>& operations,
             std::vector<std::string>& texts) {
  for (const operations::Operation& operation : operations) {
    if (const auto* execute = std::get_if<operations::Execute>(&operation.value)) {
      for (const auto& [dialect, text] : execute->sql) texts.push_back(text);
    } else if (const auto* block = std::get_if<operations::AutocommitBlock>(&operation.value)) {
      collect(block->operations, texts);
    }
  }
}

}  // namespace

std::vector<std::string> run_sql(const Manifest& manifest, const std::vector<Graph::Index>& order) {
  std::vector<std::string> texts;
  for (const Graph::Index index : order)
    collect(operations::record(manifest.entries[index].revision->upgrade), texts);
  return texts;
}

}  // namespace limbeck::history
