#include "migrations/history/graph.h"

#include <algorithm>

namespace limbeck::history {
namespace {

using Next = std::vector<std::vector<std::size_t>>;
constexpr std::size_t none = static_cast<std::size_t>(-1);

// Tarjan's algorithm for strongly connected components with an explicit stack, because the
// recursion would be as deep as the history is long.
class Components {
 public:
  explicit Components(const Next& next)
      : next_(next),
        component(next.size(), none),
        low_(next.size(), none),
        order_(next.size(), none) {
    for (std::size_t start = 0; start < next.size(); ++start) {
      if (order_[start] == none) visit(start);
    }
  }

 private:
  struct Frame {
    std::size_t node;
    std::size_t edge = 0;
  };

  void enter(std::size_t node) {
    order_[node] = low_[node] = clock_++;
    open_.push_back(node);
    frames_.push_back({node});
  }

  void visit(std::size_t start) {
    enter(start);
    while (!frames_.empty()) {
      Frame& frame = frames_.back();
      const std::size_t node = frame.node;
      if (frame.edge < next_[node].size()) {
        const std::size_t to = next_[node][frame.edge++];
        if (order_[to] == none) {
          enter(to);
        } else if (component[to] == none) {
          low_[node] = std::min(low_[node], order_[to]);
        }
        continue;
      }
      frames_.pop_back();
      if (!frames_.empty())
        low_[frames_.back().node] = std::min(low_[frames_.back().node], low_[node]);
      if (low_[node] == order_[node]) close(node);
    }
  }

  void close(std::size_t root) {
    std::size_t node = none;
    do {
      node = open_.back();
      open_.pop_back();
      component[node] = count;
    } while (node != root);
    ++count;
  }

  const Next& next_;

 public:
  std::vector<std::size_t> component;
  std::size_t count = 0;

 private:
  std::vector<std::size_t> low_, order_, open_;
  std::vector<Frame> frames_;
  std::size_t clock_ = 0;
};

// A breadth-first search from `start` until it is reached again.
std::vector<std::size_t> shortest_cycle(const Next& next, const std::vector<std::size_t>& component,
                                        std::size_t start) {
  std::vector<std::size_t> from(next.size(), none);
  std::vector<std::size_t> queue = {start};
  for (std::size_t at = 0; at < queue.size(); ++at) {
    const std::size_t node = queue[at];
    for (const std::size_t to : next[node]) {
      if (to == start) {
        std::vector<std::size_t> cycle;
        for (std::size_t back = node; back != start; back = from[back]) cycle.push_back(back);
        cycle.push_back(start);
        std::reverse(cycle.begin(), cycle.end());
        return cycle;
      }
      if (component[to] == component[start] && from[to] == none) {
        from[to] = node;
        queue.push_back(to);
      }
    }
  }
  return {};
}

}  // namespace

std::vector<std::vector<std::size_t>> find_cycles(const Next& next) {
  const Components components(next);
  std::vector<bool> seen(components.count, false);
  std::vector<std::vector<std::size_t>> cycles;
  std::vector<std::size_t> members(components.count, 0);
  for (const std::size_t component : components.component) ++members[component];
  for (std::size_t node = 0; node < next.size(); ++node) {
    const std::size_t component = components.component[node];
    const bool itself = std::find(next[node].begin(), next[node].end(), node) != next[node].end();
    if (seen[component] || (members[component] == 1 && !itself)) continue;
    seen[component] = true;
    cycles.push_back(shortest_cycle(next, components.component, node));
  }
  return cycles;
}

}  // namespace limbeck::history
