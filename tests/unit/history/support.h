// Histories written in a line: `a b<a c1<b{label} c2<b[a]` — parents after <, labels in {},
// dependencies in [].
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "migrations/findings/rule_id.h"
#include "migrations/history/graph.h"
#include "migrations/history/plan.h"
#include "tests/support/split.h"

namespace limbeck::history {

using test::split;

/// Line i+1 of `h.cpp` is the i-th node's.
inline std::vector<Node> nodes(std::string_view text) {
  std::vector<Node> result;
  for (const std::string& word : split(text, ' ')) {
    const auto part = [&](char open, std::string_view ends) {
      const std::size_t from = word.find(open);
      if (from == std::string::npos) return std::vector<std::string>();
      const std::size_t to = std::min(word.find_first_of(ends, from + 1), word.size());
      return split(std::string_view(word).substr(from + 1, to - from - 1), ',');
    };
    Node node;
    node.id = word.substr(0, word.find_first_of("<{["));
    node.revises = part('<', "{[");
    node.branch_labels = part('{', "}");
    node.depends_on = part('[', "]");
    node.location = {.file = "h.cpp", .line = static_cast<int>(result.size()) + 1, .column = 1};
    result.push_back(node);
  }
  return result;
}

inline Graph graph(std::string_view text) {
  EXPECT_TRUE(Graph::of_verified(nodes(text)));
  auto built = Graph::build(nodes(text));
  if (auto* problems = std::get_if<std::vector<Finding>>(&built)) {
    ADD_FAILURE() << problems->front().message;
    return std::get<Graph>(Graph::build({}));
  }
  return std::get<Graph>(std::move(built));
}

inline std::vector<Finding> problems(std::vector<Node> all) {
  const bool verified = Graph::of_verified(all).has_value();
  auto built = Graph::build(std::move(all));
  auto* found = std::get_if<std::vector<Finding>>(&built);
  if (found == nullptr) return {};
  // What an identifier is made of is the build's to say; all else makes a graph that cannot be
  // used.
  for (const Finding& problem : *found) EXPECT_FALSE(verified && problem.rule != RuleId::bad_id);
  return *found;
}

inline std::string ids(const Graph& graph, const std::vector<Graph::Index>& revisions) {
  std::string list;
  for (const Graph::Index index : revisions)
    list += (list.empty() ? "" : " ") + graph.node(index).id;
  return list;
}

/// `a b c`, or `error: …`.
template <class Result>
std::string shown(const Graph& graph, const Result& result) {
  if (auto* failed = std::get_if<Unresolved>(&result)) return "error: " + failed->message;
  if constexpr (std::is_same_v<Result, std::variant<Plan, Unresolved>>) {
    std::vector<Graph::Index> order;
    for (const Step& step : std::get<Plan>(result)) order.push_back(step.revision);
    return ids(graph, order);
  } else {
    return ids(graph, std::get<0>(result));
  }
}

}  // namespace limbeck::history
