#include "migrations/history/graph.h"

#include <algorithm>
#include <utility>

#include "migrations/history/error_reporter.h"

namespace limbeck::history {
namespace {

using Index = Graph::Index;

void add_once(std::vector<Index>& to, Index index) {
  if (std::ranges::find(to, index) == to.end()) to.push_back(index);
}

// Whether no index can reach itself along `next`.
bool has_no_cycle(const std::vector<std::vector<Index>>& next) {
  std::vector<std::size_t> over(next.size(), 0);
  for (const auto& below : next) {
    for (const Index under : below) ++over[under];
  }
  std::vector<Index> free;
  for (Index i = 0; i < next.size(); ++i) {
    if (over[i] == 0) free.push_back(i);
  }
  for (std::size_t at = 0; at < free.size(); ++at) {
    for (const Index under : next[free[at]]) {
      if (--over[under] == 0) free.push_back(under);
    }
  }
  return free.size() == next.size();
}

}  // namespace

std::optional<Graph> Graph::of_verified(std::vector<Node> nodes) {
  Graph graph;
  if (!graph.connect(std::move(nodes), nullptr)) return std::nullopt;
  return graph;
}

bool Graph::connect(std::vector<Node> nodes, ErrorReporter* reporter) {
  nodes_ = std::move(nodes);
  bool well = index_names(reporter);
  well = link(reporter) && well;
  std::vector<std::vector<Index>> all = revises_;
  for (Index i = 0; i < size(); ++i) {
    for (const Index dependency : depends_on_[i]) add_once(all[i], dependency);
  }
  if (!has_no_cycle(all)) {
    well = false;
    if (reporter != nullptr) reporter->cycles(nodes_, all, revises_);
  }
  if (!well) return false;
  normalise();
  spread_labels();
  find_ends();
  return true;
}

// Of two revisions with the same id, only the first is used.
bool Graph::is_copy(Index index) const {
  return std::binary_search(copies_.begin(), copies_.end(), index);
}

bool Graph::index_names(ErrorReporter* reporter) {
  bool well = true;
  by_id_.reserve(size());
  for (Index i = 0; i < size(); ++i) {
    const Node& node = nodes_[i];
    if (reporter != nullptr && !reporter->takes_id(node)) well = false;
    if (node.id.empty()) {
      well = false;
      copies_.push_back(i);
      continue;
    }
    const auto [known, added] = by_id_.emplace(node.id, i);
    if (added) continue;
    well = false;
    copies_.push_back(i);
    if (reporter != nullptr) reporter->same_id(nodes_[known->second], node);
  }
  for (Index i = 0; i < size(); ++i) {
    const Node& node = nodes_[i];
    if (is_copy(i)) continue;
    for (std::size_t label = 0; label < node.branch_labels.size(); ++label) {
      const std::string& name = node.branch_labels[label];
      if (reporter != nullptr && !reporter->takes_label(node, label)) {
        well = false;
        continue;
      }
      std::optional<Index> owner = find(name);
      const bool is_id = owner.has_value();
      if (!is_id) {
        const auto [known, added] = by_label_.emplace(name, i);
        if (added) continue;
        owner = known->second;
      }
      well = false;
      if (reporter != nullptr) reporter->same_label(nodes_[*owner], node, label, is_id);
    }
  }
  return well;
}

bool Graph::link(ErrorReporter* reporter) {
  bool well = true;
  revises_.resize(size());
  depends_on_.resize(size());
  children_.resize(size());
  dependents_.resize(size());
  for (Index i = 0; i < size(); ++i) {
    const Node& node = nodes_[i];
    if (is_copy(i)) continue;
    for (std::size_t parent = 0; parent < node.revises.size(); ++parent) {
      if (const auto index = find(node.revises[parent])) {
        add_once(revises_[i], *index);
      } else {
        well = false;
        if (reporter != nullptr) reporter->unknown_parent(*this, node, parent);
      }
    }
    for (std::size_t dependency = 0; dependency < node.depends_on.size(); ++dependency) {
      auto index = find(node.depends_on[dependency]);
      if (!index) index = find_label(node.depends_on[dependency]);
      if (index) {
        add_once(depends_on_[i], *index);
      } else {
        well = false;
        if (reporter != nullptr) reporter->unknown_dependency(*this, node, dependency);
      }
    }
    for (const Index parent : revises_[i]) children_[parent].push_back(i);
    for (const Index dependency : depends_on_[i]) dependents_[dependency].push_back(i);
  }
  return well;
}

// Removes dependencies that an ancestor has as well. Only dependencies that several revisions have
// can be redundant. All descendants of these revisions are marked, and marked ones lose the
// dependency.
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
  // In the order of declaration; the loop above has visited them in load order.
  for (Index i = 0; i < size(); ++i) {
    const auto own = below_[i].begin() + static_cast<std::ptrdiff_t>(revises_[i].size());
    std::sort(own, below_[i].end(), [&](Index a, Index b) {
      const auto& order = depends_on_[i];
      return std::ranges::find(order, a) < std::ranges::find(order, b);
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
        if (std::ranges::find(own, label) != own.end()) continue;
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

}  // namespace limbeck::history
