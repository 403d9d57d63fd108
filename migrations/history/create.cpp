#include "migrations/history/create.h"

#include <algorithm>
#include <filesystem>
#include <random>

#include "migrations/history/checks.h"
#include "migrations/history/errors.h"
#include "migrations/history/identifier.h"

namespace limbeck::history {
namespace {

using Index = Graph::Index;
using Reason = Unresolved::Reason;

Unresolved no_head_to_choose(const Graph& graph) {
  return {"multiple heads are present: " + list_of(graph, graph.heads()) +
              "; give --head with the one the new revision should be based on, or merge them first",
          Reason::several_heads};
}

std::variant<Indices, Unresolved> parents_of(const Graph& graph, const NewRevision& request) {
  Indices parents;
  for (const std::string& head : request.heads) {
    auto named = resolve(graph, head);
    if (auto* failed = std::get_if<Unresolved>(&named)) {
      const bool unqualified = head == "head" && failed->reason == Reason::several_heads;
      return unqualified ? no_head_to_choose(graph) : *failed;
    }
    for (const Index parent : std::get<Indices>(named)) {
      if (std::ranges::find(parents, parent) != parents.end()) {
        return Unresolved{"duplicate head revisions specified: " + graph.node(parent).id,
                          Reason::malformed};
      }
      if (!request.splice && !graph.children(parent).empty()) {
        return Unresolved{
            "revision " + graph.node(parent).id +
                " is not a head revision; please specify --splice to create a new branch "
                "from this revision",
            Reason::not_related};
      }
      parents.push_back(parent);
    }
  }
  return parents;
}

std::optional<std::string> refuse_taken(const Graph& graph, const NewRevision& request) {
  if (auto why = refuse_id(request.id)) return why;
  if (const auto taken = graph.find(request.id)) {
    return "revision " + quoted(graph.node(*taken)) +
           " is there already; choose another identifier";
  }
  if (graph.find_label(request.id)) return "'" + request.id + "' is a branch label already";
  for (const std::string& label : request.branch_labels) {
    if (auto why = refuse_label(label)) return why;
    auto taken = graph.find_label(label);
    if (!taken) taken = graph.find(label);
    if (taken) {
      return "branch label '" + label + "' is already used by revision " +
             quoted(graph.node(*taken));
    }
  }
  return std::nullopt;
}

}  // namespace

std::variant<Node, Unresolved> new_revision(const Graph& graph, const NewRevision& request) {
  if (auto why = refuse_taken(graph, request))
    return Unresolved{*std::move(why), Reason::malformed};
  auto parents = parents_of(graph, request);
  if (auto* failed = std::get_if<Unresolved>(&parents)) return *failed;
  Node node;
  node.id = request.id;
  node.branch_labels = request.branch_labels;
  for (const Index parent : std::get<Indices>(parents))
    node.revises.push_back(graph.node(parent).id);
  for (const std::string& dependency : request.depends_on) {
    if (graph.find_label(dependency)) {
      node.depends_on.push_back(dependency);
      continue;
    }
    auto named = resolve_one(graph, dependency);
    if (auto* failed = std::get_if<Unresolved>(&named)) return *failed;
    const auto revision = std::get<0>(named);
    if (!revision) return unknown_revision(graph, dependency);
    node.depends_on.push_back(graph.node(*revision).id);
  }
  return node;
}

std::variant<std::string, Unresolved> directory_of(const Graph& graph, const Node& node,
                                                   const std::vector<std::string>& directories,
                                                   const std::string& asked) {
  namespace fs = std::filesystem;
  const auto same = [](const fs::path& a, const fs::path& b) {
    const auto normal = [](const fs::path& path) {
      const fs::path whole = fs::absolute(path).lexically_normal();
      return whole.has_filename() ? whole : whole.parent_path();
    };
    return normal(a) == normal(b);
  };
  std::string list;
  for (const std::string& directory : directories) list += (list.empty() ? "" : ", ") + directory;
  if (!asked.empty()) {
    for (const std::string& directory : directories) {
      if (same(directory, asked)) return directory;
    }
    return Unresolved{"path " + asked + " is not represented in current version locations: " + list,
                      Reason::malformed};
  }
  if (directories.size() == 1) return directories.front();
  for (const std::string& parent : node.revises) {
    const auto index = graph.find(parent);
    if (!index) continue;
    const fs::path file = graph.node(*index).location.file;
    for (const std::string& directory : directories) {
      if (same(directory, file.parent_path())) return directory;
    }
  }
  return Unresolved{"multiple version locations present (" + list +
                        "); please specify --version-path with the one the new revision goes to",
                    Reason::malformed};
}

std::string new_id(const Graph& graph) {
  std::random_device random;
  std::uniform_int_distribution<int> digit(0, 15);
  for (;;) {
    std::string id;
    for (int i = 0; i < 12; ++i) id += "0123456789abcdef"[digit(random)];
    if (!graph.find(id) && !graph.find_label(id)) return id;
  }
}

}  // namespace limbeck::history
