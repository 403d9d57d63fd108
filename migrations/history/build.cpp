// Builds a graph and reports all errors of its history.
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "migrations/findings/rule_id.h"
#include "migrations/history/checks.h"
#include "migrations/history/error_reporter.h"
#include "migrations/history/graph.h"
#include "migrations/text/concat.h"

namespace limbeck::history {
namespace {

using Index = Graph::Index;

class ProblemCollector final : public ErrorReporter {
 public:
  bool takes_id(const Node& node) override {
    const auto why = refuse_id(node.id);
    if (why) problems_.push_back(bad_id(node, *why));
    return !why;
  }
  bool takes_label(const Node& node, std::size_t label) override {
    const auto why = refuse_label(node.branch_labels[label]);
    if (why) problems_.push_back(bad_label(node, label, *why));
    return !why;
  }
  void same_id(const Node& first, const Node& second) override {
    problems_.push_back(duplicate_id(first, second));
  }
  void same_label(const Node& first, const Node& second, std::size_t label, bool is_id) override {
    problems_.push_back(duplicate_label(first, second, label, is_id));
  }
  // A parent is never named by a label.
  void unknown_parent(const Graph& graph, const Node& node, std::size_t parent) override {
    if (ids_.empty()) {
      for (Index i = 0; i < graph.size(); ++i) ids_.push_back(graph.node(i).id);
    }
    problems_.push_back(history::unknown_parent(node, parent, candidates(ids_)));
  }
  void unknown_dependency(const Graph& graph, const Node& node, std::size_t dependency) override {
    if (names_.empty()) names_ = graph.names();
    problems_.push_back(history::unknown_dependency(node, dependency, candidates(names_)));
  }
  void cycles(const std::vector<Node>& nodes, const std::vector<std::vector<std::size_t>>& all,
              const std::vector<std::vector<std::size_t>>& revises) override {
    for (const auto& cycle : find_cycles(all)) {
      problems_.push_back(cycle_problem(nodes, cycle, revises));
    }
  }

  // Errors are found kind by kind, and reported in the order of files and lines.
  std::vector<Finding> problems(const Graph& graph) && {
    std::map<std::string, std::size_t, std::less<>> files;
    for (Index i = 0; i < graph.size(); ++i) {
      files.emplace(graph.node(i).location.file, files.size());
    }
    std::map<std::tuple<std::size_t, int, std::size_t>, Finding> ranked;
    for (Finding& problem : problems_) {
      const auto found = files.find(problem.location.file);
      const std::size_t file = found == files.end() ? files.size() : found->second;
      ranked.emplace(std::tuple(file, problem.location.line, ranked.size()), std::move(problem));
    }
    std::vector<Finding> out;
    for (auto& [rank, problem] : ranked) out.push_back(std::move(problem));
    return out;
  }

 private:
  /// The names to suggest. A suggestion compares a wrong name with those of all revisions, so only
  /// the first 50 mistakes of a history get one.
  const std::vector<std::string>& candidates(const std::vector<std::string>& names) {
    static const std::vector<std::string> none;
    constexpr std::size_t most = 50;
    return ++compared_ > most ? none : names;
  }

  std::vector<Finding> problems_;
  std::vector<std::string> ids_, names_;  // made only for a mistake
  std::size_t compared_ = 0;
};

}  // namespace

std::variant<Graph, std::vector<Finding>> Graph::build(std::vector<Node> nodes) {
  Graph graph;
  ProblemCollector collector;
  if (!graph.connect(std::move(nodes), &collector)) return std::move(collector).problems(graph);
  return graph;
}

std::optional<Finding> refuse_several_heads(const Graph& graph) {
  const std::vector<Index>& heads = graph.heads();
  if (heads.size() < 2) return std::nullopt;
  std::string list;
  std::vector<findings::Note> notes;
  for (const Index head : heads) {
    list += (list.empty() ? "" : ", ") + quoted(graph.node(head));
    notes.push_back(
        {concat({"head ", quoted(graph.node(head)), " is here"}), graph.node(head).location});
  }
  return Finding{
      RuleId::several_heads,
      concat({"the history has ", std::to_string(heads.size()), " heads: ", list,
              "; merge them (limbeck merge heads -m \"…\"), let one revise the other, or pass "
              "MULTIPLE_HEADS to limbeck_add_migrations"}),
      graph.node(heads.back()).location, std::move(notes)};
}

}  // namespace limbeck::history
