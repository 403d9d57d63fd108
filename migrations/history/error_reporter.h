// Receives the errors in a history while its graph is built.
#pragma once

#include <cstddef>
#include <vector>

#include "migrations/history/graph.h"

namespace limbeck::history {

class ErrorReporter {
 public:
  virtual ~ErrorReporter() = default;
  /// Whether the identifier of the node is valid, or its label. If not, the error is reported.
  virtual bool takes_id(const Node& node) = 0;
  virtual bool takes_label(const Node& node, std::size_t label) = 0;
  virtual void same_id(const Node& first, const Node& second) = 0;
  /// The label of `second` is a label of `first`, or with `is_id` the id of `first`.
  virtual void same_label(const Node& first, const Node& second, std::size_t label, bool is_id) = 0;
  virtual void unknown_parent(const Graph& graph, const Node& node, std::size_t parent) = 0;
  virtual void unknown_dependency(const Graph& graph, const Node& node, std::size_t dependency) = 0;
  /// `all` has the parents and dependencies of each node, `revises` only the parents.
  virtual void cycles(const std::vector<Node>& nodes,
                      const std::vector<std::vector<std::size_t>>& all,
                      const std::vector<std::vector<std::size_t>>& revises) = 0;
};

}  // namespace limbeck::history
