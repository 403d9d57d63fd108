// The revision graph: verified once when built, then immutable.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "migrations/findings/finding.h"
#include "migrations/history/node.h"

namespace limbeck::history {

class ErrorReporter;

/// Revisions by index in load order, which breaks ties. Immutable, so safe to read from many
/// threads.
class Graph {
 public:
  using Index = std::size_t;

  /// Verifies: ids well formed and unique, parents and dependencies known, no revision its own
  /// ancestor, labels unique. All problems at once.
  static std::variant<Graph, std::vector<Finding>> build(std::vector<Node> nodes);
  /// The graph of a history that its build has verified: nothing if it was not, without a word
  /// about why. An application links none of the words.
  static std::optional<Graph> of_verified(std::vector<Node> nodes);

  std::size_t size() const { return nodes_.size(); }
  const Node& node(Index index) const { return nodes_[index]; }
  std::span<const Index> revises(Index index) const { return revises_[index]; }
  std::span<const Index> depends_on(Index index) const { return depends_on_[index]; }
  /// Those that revise it, and those that depend on it.
  std::span<const Index> children(Index index) const { return children_[index]; }
  std::span<const Index> dependents(Index index) const { return dependents_[index]; }

  /// What stands directly below a revision: its parents, then the dependencies that none of its
  /// ancestors has already (Alembic's "normalised" ones), each once.
  std::span<const Index> below(Index index) const { return below_[index]; }
  /// The reverse of `below`, in load order.
  std::span<const Index> above(Index index) const { return above_[index]; }

  std::optional<Index> find(std::string_view id) const;
  /// Without children: Alembic's versioned heads, in load order.
  const std::vector<Index>& heads() const { return heads_; }
  /// Without children or dependents.
  const std::vector<Index>& real_heads() const { return real_heads_; }
  /// Without parents.
  const std::vector<Index>& bases() const { return bases_; }
  /// Labels of the branch the revision is on: its own, its ancestors' and its descendants', to the
  /// nearest branch or merge point (Alembic's rule).
  const std::vector<std::string>& labels(Index index) const { return labels_[index]; }
  std::optional<Index> find_label(std::string_view label) const;

  /// Every id, then every label, in load order: what an identifier may be a prefix of or a slip
  /// for.
  std::vector<std::string> names() const;

  bool is_branch_point(Index index) const { return children_[index].size() > 1; }
  bool is_merge_point(Index index) const { return revises_[index].size() > 1; }

 private:
  bool is_copy(Index index) const;
  /// Whether all is well.
  bool connect(std::vector<Node> nodes, ErrorReporter* reporter);
  bool index_names(ErrorReporter* reporter);
  bool link(ErrorReporter* reporter);
  void normalise();
  void spread_labels();
  void find_ends();

  std::vector<Node> nodes_;
  std::vector<std::vector<Index>> revises_, depends_on_, children_, dependents_, below_, above_;
  std::vector<std::vector<std::string>> labels_;
  std::vector<Index> heads_, real_heads_, bases_;
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };
  using ByName = std::unordered_map<std::string, Index, Hash, std::equal_to<>>;
  ByName by_id_, by_label_;
  std::vector<Index> copies_;  // of an id that is there already; only while building
};

/// More than one head is an error unless a target asks for it: a problem with a note at each head.
std::optional<Finding> refuse_several_heads(const Graph& graph);

// Finds cycles in a graph that must not have any.

/// Returns one cycle for each strongly connected group of indices: the shortest one through the
/// first member of the group, which it starts with. Runs in linear time. The result is empty for a
/// valid history.
std::vector<std::vector<std::size_t>> find_cycles(
    const std::vector<std::vector<std::size_t>>& next);

}  // namespace limbeck::history
