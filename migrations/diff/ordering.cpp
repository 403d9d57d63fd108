#include "migrations/diff/ordering.h"

#include <algorithm>
#include <limits>
#include <map>
#include <utility>

#include "migrations/schema/inheritance.h"

namespace limbeck::diff {
namespace {

constexpr std::size_t unseen = std::numeric_limits<std::size_t>::max();

// Tarjan's strongly connected components ("Depth-first search and linear graph algorithms", 1972),
// with a stack of its own: a chain of tables may be longer than the program's stack.
class Components {
 public:
  explicit Components(const Tables& tables) : tables_(tables), nodes_(tables.size()) {
    std::map<schema::Name, std::size_t> places;
    for (std::size_t i = 0; i < tables.size(); ++i) places.emplace(tables[i]->name, i);
    for (std::size_t i = 0; i < tables.size(); ++i) {
      for (const auto& key : tables[i]->foreign_keys) {
        const auto found = places.find(key.ref_table);
        if (found != places.end() && found->second != i)
          nodes_[i].refers_to.push_back(found->second);
      }
      if (const auto& partition = tables[i]->partition_of) {
        const auto found = places.find(partition->table);
        if (found != places.end()) nodes_[i].refers_to.push_back(found->second);
      }
      for (const schema::Name& parent : schema::parents_of(*tables[i])) {
        const auto found = places.find(parent);
        if (found != places.end()) nodes_[i].refers_to.push_back(found->second);
      }
      std::sort(nodes_[i].refers_to.begin(), nodes_[i].refers_to.end());
    }
  }

  std::vector<Tables> run() {
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      if (nodes_[i].index == unseen) visit(i);
    }
    return std::move(groups_);
  }

 private:
  struct Node {
    std::vector<std::size_t> refers_to;
    std::size_t next = 0;  ///< how many of `refers_to` have been followed
    std::size_t index = unseen;
    std::size_t low = unseen;
    bool on_stack = false;
  };

  void enter(std::size_t node) {
    nodes_[node].index = nodes_[node].low = counter_++;
    nodes_[node].on_stack = true;
    stack_.push_back(node);
    path_.push_back(node);
  }

  void visit(std::size_t start) {
    enter(start);
    while (!path_.empty()) {
      Node& node = nodes_[path_.back()];
      if (node.next < node.refers_to.size()) {
        const std::size_t other = node.refers_to[node.next++];
        if (nodes_[other].index == unseen) {
          enter(other);
        } else if (nodes_[other].on_stack) {
          node.low = std::min(node.low, nodes_[other].index);
        }
        continue;
      }
      const std::size_t done = path_.back();
      path_.pop_back();
      if (!path_.empty())
        nodes_[path_.back()].low = std::min(nodes_[path_.back()].low, nodes_[done].low);
      if (nodes_[done].low == nodes_[done].index) close(done);
    }
  }

  void close(std::size_t root) {
    std::vector<std::size_t> members;
    for (std::size_t node = unseen; node != root;) {
      node = stack_.back();
      stack_.pop_back();
      nodes_[node].on_stack = false;
      members.push_back(node);
    }
    // In a cycle of foreign keys, which can be created later, a partition comes after its table,
    // and a table after those that it inherits from.
    const auto rank = [&](std::size_t member) {
      const schema::Table& table = *tables_[member];
      return std::pair(table.partition_of.has_value() || !schema::parents_of(table).empty(),
                       member);
    };
    std::sort(members.begin(), members.end(),
              [&](std::size_t a, std::size_t b) { return rank(a) < rank(b); });
    Tables group;
    for (const std::size_t member : members) group.push_back(tables_[member]);
    groups_.push_back(std::move(group));
  }

  const Tables& tables_;
  std::vector<Node> nodes_;
  std::vector<std::size_t> stack_;
  std::vector<std::size_t> path_;
  std::vector<Tables> groups_;
  std::size_t counter_ = 0;
};

}  // namespace

std::vector<Tables> dependency_groups(const Tables& tables) { return Components(tables).run(); }

}  // namespace limbeck::diff
