#include "tests/edits/histories.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "migrations/history/graph.h"
#include "migrations/history/replay.h"
#include "migrations/operations/json.h"
#include "runtime/connection/open.h"
#include "runtime/migrator/prepare.h"
#include "runtime/verify/verify.h"

namespace limbeck::test {

Manifest manifest_of(const std::vector<ManifestEntry>& entries, std::string_view& head) {
  head = entries.back().id;
  static constexpr std::string_view dialects[] = {"sqlite", "postgresql"};
  return {.name = "edits",
          .entries = entries.data(),
          .size = entries.size(),
          .heads = &head,
          .head_count = 1,
          .dialects = dialects,
          .dialect_count = 2,
          .version = "test",
          .backends = connection::every_backend};
}

ManifestEntry entry_of(const std::string& id, const Revision& revision) {
  return {id, &revision, "edit.cpp", 4, "c0ffee"};
}

schema::Schema replayed(const Manifest& manifest) {
  const history::Graph graph = migrator::graph_of(manifest);
  std::vector<history::Graph::Index> order;
  for (std::size_t i = 0; i < manifest.size; ++i)
    order.push_back(static_cast<history::Graph::Index>(i));
  history::Replay replay = history::replay(manifest, order);
  if (!replay.problems.empty()) throw Wrong("replay: " + replay.problems.front().message);
  return std::move(replay.schema);
}

std::string verified(EditedDatabase& database, const schema::Schema& meant) {
  const verify::Verification found = verify::verify(
      database.driver(), meant, {.ledger = introspect::Options{}.ledger, .filter = {}});
  std::string text;
  for (const auto& difference : found.differences) {
    const std::string told = to_string(difference);
    // A published schema may stand on what no schema holds (an aggregate): it is there.
    if (told.find("which no revision makes") == std::string::npos) text += told + "\n";
  }
  for (const auto& operation : found.operations) text += to_json(operation).dump() + "\n";
  return text;
}

}  // namespace limbeck::test
