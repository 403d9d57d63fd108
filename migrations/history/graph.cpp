#include "migrations/history/graph.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "migrations/history/checks.h"
#include "migrations/history/cycle.h"

namespace limbeck::history {
namespace {

using Index = Graph::Index;

void add_once(std::vector<Index>& to, Index index) {
  if (std::find(to.begin(), to.end(), index) == to.end()) to.push_back(index);
}

// Mistakes are found by kind; they are told in the order of the files, and of the lines in them.
std::vector<Problem> in_order(std::vector<Problem> problems, const std::vector<Node>& nodes) {
  std::map<std::string, std::size_t, std::less<>> files;
  for (const Node& node : nodes) files.emplace(node.location.file, files.size());
  std::map<std::tuple<std::size_t, int, std::size_t>, Problem> ranked;
  for (Problem& problem : problems) {
    const auto found = files.find(problem.location.file);
    const std::size_t file = found == files.end() ? files.size() : found->second;
    ranked.emplace(std::tuple(file, problem.location.line, ranked.size()), std::move(problem));
  }
  problems.clear();
  for (auto& [rank, problem] : ranked) problems.push_back(std::move(problem));
  return problems;
}

}  // namespace

std::variant<Graph, std::vector<Problem>> Graph::build(std::vector<Node> nodes) {
  Graph graph;
  graph.nodes_ = std::move(nodes);
  std::vector<Problem> problems;
  graph.index_names(problems);
  graph.link(problems);
  std::vector<std::vector<Index>> all = graph.revises_;
  for (Index i = 0; i < graph.size(); ++i) {
    for (const Index dependency : graph.depends_on_[i]) add_once(all[i], dependency);
  }
  for (const auto& cycle : find_cycles(all)) {
    problems.push_back(cycle_problem(graph.nodes_, cycle, graph.revises_));
  }
  if (!problems.empty()) return in_order(std::move(problems), graph.nodes_);
  graph.normalise();
  graph.spread_labels();
  graph.find_ends();
  return graph;
}

// Of two of the same id only the first counts.
bool Graph::is_copy(Index index) const {
  return std::binary_search(copies_.begin(), copies_.end(), index);
}

void Graph::index_names(std::vector<Problem>& problems) {
  by_id_.reserve(size());
  for (Index i = 0; i < size(); ++i) {
    const Node& node = nodes_[i];
    if (auto why = refuse_id(node.id)) {
      problems.push_back(bad_id(node, *std::move(why)));
      if (node.id.empty()) {
        copies_.push_back(i);
        continue;
      }
    }
    const auto [known, added] = by_id_.emplace(node.id, i);
    if (added) continue;
    copies_.push_back(i);
    problems.push_back(duplicate_id(nodes_[known->second], node));
  }
  for (Index i = 0; i < size(); ++i) {
    const Node& node = nodes_[i];
    if (is_copy(i)) continue;
    for (std::size_t label = 0; label < node.branch_labels.size(); ++label) {
      const std::string& name = node.branch_labels[label];
      if (auto why = refuse_label(name)) {
        problems.push_back(bad_label(node, label, *std::move(why)));
      } else if (const auto owner = find(name)) {
        problems.push_back(duplicate_label(nodes_[*owner], node, label, true));
      } else if (const auto [known, added] = by_label_.emplace(name, i); !added) {
        problems.push_back(duplicate_label(nodes_[known->second], node, label, false));
      }
    }
  }
}

void Graph::link(std::vector<Problem>& problems) {
  revises_.resize(size());
  depends_on_.resize(size());
  children_.resize(size());
  dependents_.resize(size());
  // Made only for a mistake. A parent is never named by a label.
  std::vector<std::string> known_ids, known_names;
  const auto ids = [&]() -> const std::vector<std::string>& {
    if (known_ids.empty()) {
      for (const Node& node : nodes_) known_ids.push_back(node.id);
    }
    return known_ids;
  };
  const auto all_names = [&]() -> const std::vector<std::string>& {
    if (known_names.empty()) known_names = names();
    return known_names;
  };
  for (Index i = 0; i < size(); ++i) {
    const Node& node = nodes_[i];
    if (is_copy(i)) continue;
    for (std::size_t parent = 0; parent < node.revises.size(); ++parent) {
      if (const auto index = find(node.revises[parent])) {
        add_once(revises_[i], *index);
      } else {
        problems.push_back(unknown_parent(node, parent, ids()));
      }
    }
    for (std::size_t dependency = 0; dependency < node.depends_on.size(); ++dependency) {
      auto index = find(node.depends_on[dependency]);
      if (!index) index = find_label(node.depends_on[dependency]);
      if (index) {
        add_once(depends_on_[i], *index);
      } else {
        problems.push_back(unknown_dependency(node, dependency, all_names()));
      }
    }
    for (const Index parent : revises_[i]) children_[parent].push_back(i);
    for (const Index dependency : depends_on_[i]) dependents_[dependency].push_back(i);
  }
}

// A dependency that an ancestor has too adds nothing. Only one that several revisions name can be
// such: from those, everything above is marked, and a marked one's own is dropped.
void Graph::normalise() {
  below_ = revises_;
  above_.resize(size());
  std::vector<Index> marked(size(), size());
  for (Index target = 0; target < size(); ++target) {
    std::vector<Index> todo;
    if (dependents_[target].size() > 1) {
      for (const Index dependent : dependents_[target]) {
        todo.insert(todo.end(), children_[dependent].begin(), children_[dependent].end());
      }
    }
    while (!todo.empty()) {
      const Index at = todo.back();
      todo.pop_back();
      if (marked[at] == target) continue;
      marked[at] = target;
      todo.insert(todo.end(), children_[at].begin(), children_[at].end());
    }
    for (const Index dependent : dependents_[target]) {
      if (marked[dependent] != target) add_once(below_[dependent], target);
    }
  }
  // As they were declared: the loop above met them in load order.
  for (Index i = 0; i < size(); ++i) {
    const auto own = below_[i].begin() + static_cast<std::ptrdiff_t>(revises_[i].size());
    std::sort(own, below_[i].end(), [&](Index a, Index b) {
      const auto& order = depends_on_[i];
      return std::find(order.begin(), order.end(), a) < std::find(order.begin(), order.end(), b);
    });
    for (const Index under : below_[i]) above_[under].push_back(i);
  }
}

void Graph::spread_labels() {
  labels_.resize(size());
  for (Index origin = 0; origin < size(); ++origin) {
    for (const std::string& label : nodes_[origin].branch_labels) {
      std::vector<Index> todo = {origin};
      while (!todo.empty()) {
        const Index at = todo.back();
        todo.pop_back();
        std::vector<std::string>& own = labels_[at];
        if (std::find(own.begin(), own.end(), label) != own.end()) continue;
        own.push_back(label);
        todo.insert(todo.end(), children_[at].begin(), children_[at].end());
      }
      const auto is_fork = [&](Index at) { return above_[at].size() > 1 || is_merge_point(at); };
      for (Index at = origin; !is_fork(at) && !revises_[at].empty();) {
        at = revises_[at].front();
        if (is_fork(at)) break;
        labels_[at].push_back(label);
      }
    }
  }
}

void Graph::find_ends() {
  for (Index i = 0; i < size(); ++i) {
    if (children_[i].empty()) heads_.push_back(i);
    if (children_[i].empty() && dependents_[i].empty()) real_heads_.push_back(i);
    if (revises_[i].empty()) bases_.push_back(i);
  }
}

std::optional<Index> Graph::find(std::string_view id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<Index> Graph::find_label(std::string_view label) const {
  const auto found = by_label_.find(label);
  return found == by_label_.end() ? std::nullopt : std::optional(found->second);
}

std::vector<std::string> Graph::names() const {
  std::vector<std::string> names;
  names.reserve(size() + by_label_.size());
  for (const Node& node : nodes_) names.push_back(node.id);
  for (const Node& node : nodes_) {
    names.insert(names.end(), node.branch_labels.begin(), node.branch_labels.end());
  }
  return names;
}

std::optional<Problem> refuse_several_heads(const Graph& graph) {
  const std::vector<Index>& heads = graph.heads();
  if (heads.size() < 2) return std::nullopt;
  std::string list;
  std::vector<Problem::Note> notes;
  for (const Index head : heads) {
    list += (list.empty() ? "" : ", ") + quoted(graph.node(head));
    notes.push_back({"head " + quoted(graph.node(head)) + " is here", graph.node(head).location});
  }
  return Problem{
      "limbeck-several-heads",
      "the history has " + std::to_string(heads.size()) + " heads: " + list +
          "; merge them (limbeck merge heads -m \"…\"), let one revise the other, or pass "
          "MULTIPLE_HEADS to limbeck_add_migrations",
      graph.node(heads.back()).location, std::move(notes)};
}

}  // namespace limbeck::history
