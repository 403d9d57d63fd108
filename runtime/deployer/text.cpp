#include "runtime/deployer/text.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "migrations/text/shown.h"

namespace limbeck::deployer {
namespace {

using history::Graph;

bool contains(const std::vector<Graph::Index>& indices, Graph::Index index) {
  return std::find(indices.begin(), indices.end(), index) != indices.end();
}

std::vector<std::string> ids(const Graph& graph, std::span<const Graph::Index> indices) {
  std::vector<std::string> out;
  for (Graph::Index index : indices) out.push_back(graph.node(index).id);
  return out;
}

}  // namespace

std::string joined(const std::vector<std::string>& items) {
  std::string out;
  for (const std::string& item : items) out += (out.empty() ? "" : ", ") + item;
  return out;
}

std::string parents(const Graph& graph, Graph::Index index) {
  std::string out = joined(ids(graph, graph.revises(index)));
  return out.empty() ? "<base>" : out;
}

std::string line(const Graph& graph, Graph::Index index, const LineOptions& options,
                 const std::set<std::string>& current) {
  const history::Node& node = graph.node(index);
  std::string out = node.id;
  if (options.parents) {
    std::string depends = joined(node.depends_on);
    out = parents(graph, index) + (depends.empty() ? "" : " (" + depends + ")") + " -> " + out;
  }
  if (options.labels && !graph.labels(index).empty())
    out += " (" + joined(graph.labels(index)) + ")";
  if (contains(graph.real_heads(), index)) {
    out += " (head)";
  } else if (contains(graph.heads(), index)) {
    out += " (effective head)";
  }
  if (current.count(node.id) != 0) out += " (current)";
  if (options.tree && graph.is_branch_point(index)) out += " (branchpoint)";
  if (options.tree && graph.is_merge_point(index)) out += " (mergepoint)";
  if (options.message) out += ", " + one_line(node.message);
  return out;
}

std::string entry(const Manifest& manifest, const Graph& graph, Graph::Index index,
                  const std::set<std::string>& current) {
  const history::Node& node = graph.node(index);
  std::string out = "Rev: " + node.id;
  if (contains(graph.heads(), index)) out += " (head)";
  if (graph.is_branch_point(index)) out += " (branchpoint)";
  if (graph.is_merge_point(index)) out += " (mergepoint)";
  if (current.count(node.id) != 0) out += " (current)";
  out += std::string(graph.is_merge_point(index) ? "\nMerges: " : "\nParent: ") +
         parents(graph, index);
  if (!node.depends_on.empty()) out += "\nAlso depends on: " + joined(node.depends_on);
  if (graph.is_branch_point(index))
    out += "\nBranches into: " + joined(ids(graph, graph.children(index)));
  if (!graph.labels(index).empty()) out += "\nBranch names: " + joined(graph.labels(index));
  const ManifestEntry& item = manifest.entries[index];
  out += "\nPath: " + std::string(item.file);
  if (item.line > 0) out += ":" + std::to_string(item.line);
  if (!node.created.empty()) out += "\nCreated: " + node.created;
  return out + "\n\n    " + node.message + "\n";
}

nlohmann::ordered_json to_json(const Manifest& manifest, const Graph& graph, Graph::Index index) {
  const history::Node& node = graph.node(index);
  const ManifestEntry& item = manifest.entries[index];
  nlohmann::ordered_json json;
  json["revision"] = node.id;
  json["message"] = node.message;
  json["revises"] = ids(graph, graph.revises(index));
  if (!node.depends_on.empty()) json["depends_on"] = node.depends_on;
  if (!graph.labels(index).empty()) json["branch_labels"] = graph.labels(index);
  if (!node.created.empty()) json["created"] = node.created;
  json["head"] = contains(graph.real_heads(), index);
  json["file"] = item.file;
  json["line"] = item.line;
  json["checksum"] = item.checksum;
  return json;
}

}  // namespace limbeck::deployer
