#include "migrations/history/node.h"

namespace limbeck::history {
namespace {

std::vector<std::string> strings_of(const Identifiers& ids) { return {ids.begin(), ids.end()}; }

}  // namespace

std::vector<Node> nodes_of(const Manifest& manifest) {
  std::vector<Node> nodes;
  nodes.reserve(manifest.size);
  for (std::size_t i = 0; i < manifest.size; ++i) {
    const ManifestEntry& entry = manifest.entries[i];
    Node node;
    node.id = entry.id;
    node.revises = strings_of(entry.revision->revises);
    node.depends_on = strings_of(entry.revision->depends_on);
    node.branch_labels = strings_of(entry.revision->branch_labels);
    node.message = entry.revision->message;
    node.created = entry.revision->created;
    node.location = {.file = std::string(entry.file), .line = entry.line, .column = 1};
    nodes.push_back(std::move(node));
  }
  return nodes;
}

}  // namespace limbeck::history
