// Defines newest_first of walk.h.
#include <algorithm>

#include "migrations/history/walk.h"

namespace limbeck::history {
namespace {

using Index = Graph::Index;

// Each slot has the next revision of one branch. The walk goes down in one slot until the next
// revision is an ancestor of another slot's revision; then it goes on in that slot. New slots are
// added at the end. Each revision counts its descendants that are still to come, so that a walk
// over a long branch does not look at the other slots.
class Sorter {
 public:
  Sorter(const Graph& graph, Set todo, const Indices& heads)
      : graph_(graph),
        todo_(std::move(todo)),
        pending_(graph.size(), 0),
        slot_of_(graph.size(), none),
        seen_(graph.size(), 0) {
    Indices tips = only(heads, todo_);
    for (Index i = 0; i < graph.size(); ++i) {
      if (todo_[i] != 0 && is_tip(i)) tips.push_back(i);
    }
    std::sort(tips.begin(), tips.end());
    tips.erase(std::unique(tips.begin(), tips.end()), tips.end());
    reach_ = ancestors(graph, tips, Follow::dependencies_too);
    for (Index i = 0; i < graph.size(); ++i) {
      if (reach_[i] == 0) continue;
      for (const Index under : graph.below(i)) ++pending_[under];
    }
    for (const Index tip : tips) append(tip);
  }

  Indices sort() {
    run();
    return std::move(output_);
  }

 private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  struct Slot {
    Index tip;
    std::size_t before, after;
  };

  bool is_tip(Index index) const {
    const auto above = graph_.above(index);
    return std::ranges::none_of(above, [&](Index over) { return todo_[over] != 0; });
  }

  void append(Index tip) {
    slot_of_[tip] = slots_.size();
    if (last_ != none) slots_[last_].after = slots_.size();
    if (first_ == none) first_ = slots_.size();
    slots_.push_back({tip, last_, none});
    last_ = slots_.size() - 1;
  }

  void remove(std::size_t slot) {
    const Slot& gone = slots_[slot];
    (gone.before == none ? first_ : slots_[gone.before].after) = gone.after;
    (gone.after == none ? last_ : slots_[gone.after].before) = gone.before;
  }

  void run() {
    std::size_t at = first_;
    while (first_ != none) {
      const Index tip = slots_[at].tip;
      if (pending_[tip] > 0) {
        const std::size_t other = first_slot_over(tip, at);
        if (other != none) {
          at = other;
          continue;
        }
      }
      emit(tip);
      std::size_t next = none;
      bool replaced = false;
      for (const Index under : graph_.below(tip)) {
        if (todo_[under] == 0 || slot_of_[under] != none) continue;
        if (replaced) {
          append(under);
        } else {
          slots_[at].tip = under;
          slot_of_[under] = at;
          replaced = true;
        }
      }
      if (replaced) continue;
      next = slots_[at].before;
      remove(at);
      at = next == none ? first_ : next;
    }
  }

  void emit(Index tip) {
    output_.push_back(tip);
    todo_[tip] = 0;
    slot_of_[tip] = none;
    // Revisions that are not in `todo` are passed when all of their descendants were visited.
    Indices passed = {tip};
    while (!passed.empty()) {
      const Index over = passed.back();
      passed.pop_back();
      reach_[over] = 0;
      for (const Index under : graph_.below(over)) {
        if (pending_[under] == 0) continue;
        --pending_[under];
        if (pending_[under] == 0 && todo_[under] == 0) passed.push_back(under);
      }
    }
  }

  // The first slot other than `own` whose revision is a descendant of `tip`.
  std::size_t first_slot_over(Index tip, std::size_t own) {
    const std::size_t least = first_ == own ? slots_[own].after : first_;
    std::size_t found = none;
    ++round_;
    Indices todo = {tip};
    while (!todo.empty() && found != least) {
      const Index at = todo.back();
      todo.pop_back();
      if (slot_of_[at] != none && slot_of_[at] != own) found = std::min(found, slot_of_[at]);
      const auto above = graph_.above(at);
      for (auto over = above.rbegin(); over != above.rend(); ++over) {
        if (reach_[*over] == 0 || seen_[*over] == round_) continue;
        seen_[*over] = round_;
        todo.push_back(*over);
      }
    }
    return found;
  }

  const Graph& graph_;
  Set todo_, reach_;
  std::vector<std::size_t> pending_, slot_of_, seen_;
  std::size_t round_ = 0;
  std::vector<Slot> slots_;
  std::size_t first_ = none, last_ = none;
  Indices output_;
};

}  // namespace

Indices newest_first(const Graph& graph, Set todo, const Indices& heads) {
  return Sorter(graph, std::move(todo), heads).sort();
}

}  // namespace limbeck::history
