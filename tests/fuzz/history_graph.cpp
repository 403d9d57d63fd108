// Histories, rows of a version table and the identifiers that people type. The input is texts: rows
// with commas between them, a target, and for each revision `id:parents:dependencies:labels`, each
// a list with commas.
#include <algorithm>
#include <set>

#include "limbeck/error.h"
#include "migrations/history/plan.h"
#include "runtime/offline/range.h"
#include "tests/fuzz/fuzz.h"
#include "tests/support/split.h"

using namespace limbeck;
using history::Graph;

namespace {

using test::split;

history::Node node_of(std::string_view text) {
  std::string_view parts[4];
  for (std::string_view& part : parts) {
    const std::size_t end = std::min(text.find(':'), text.size());
    part = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  history::Node node;
  node.id = parts[0];
  node.revises = split(parts[1], ',');
  node.depends_on = split(parts[2], ',');
  node.branch_labels = split(parts[3], ',');
  return node;
}

std::set<Graph::Index> applied_at(const Graph& graph, const std::vector<std::string>& rows) {
  const auto all = history::applied(graph, rows);
  fuzz::require(all.index() == 0, "rows that a plan leaves are rows that a plan can start from",
                all.index() == 0 ? "" : std::get<history::Unresolved>(all).message);
  const auto& list = std::get<std::vector<Graph::Index>>(all);
  return {list.begin(), list.end()};
}

/// Follows the plan as a database would.
void follow(const Graph& graph, std::vector<std::string> rows, const history::Plan& plan) {
  for (const history::Step& step : plan) {
    const bool up = step.direction == history::Direction::upgrade;
    const std::set<Graph::Index> before = applied_at(graph, rows);
    for (const std::string& removed : step.removes) {
      fuzz::require(std::find(rows.begin(), rows.end(), removed) != rows.end(),
                    "a step takes away rows that are there");
    }
    fuzz::require(before.contains(step.revision) != up,
                  "an upgrade runs what is not applied, a downgrade what is");
    for (const Graph::Index below : graph.below(step.revision)) {
      fuzz::require(before.contains(below), "what a revision stands on is applied when it runs");
    }
    if (!up) {
      for (const Graph::Index above : graph.above(step.revision))
        fuzz::require(!before.contains(above), "what stands on a revision goes before it");
    }
    rows = history::rows_after(rows, step);
    std::set<Graph::Index> expected = before;
    if (up) {
      expected.insert(step.revision);
    } else {
      expected.erase(step.revision);
    }
    fuzz::require(applied_at(graph, rows) == expected, "the rows say what is applied");
  }
}

template <class Result>
bool is_told(const Result& result) {
  if (const auto* unresolved = std::get_if<history::Unresolved>(&result)) {
    fuzz::require(!unresolved->message.empty(), "what cannot be resolved is told");
    return false;
  }
  return true;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::vector<std::string_view> texts = fuzz::texts_of(fuzz::text_of(data, size));
  if (texts.size() < 3 || texts.size() > 40) return 0;
  const std::vector<std::string> rows = split(texts[0], ',');
  const std::string target(texts[1]);
  std::vector<history::Node> nodes;
  for (std::size_t i = 2; i < texts.size(); ++i) nodes.push_back(node_of(texts[i]));
  const auto built = Graph::build(nodes);
  if (const auto* problems = std::get_if<std::vector<Finding>>(&built)) {
    fuzz::require(!problems->empty(), "a history that is refused has a problem");
    return 0;
  }
  fuzz::require(Graph::of_verified(nodes).has_value(),
                "a program takes a history that its build has taken");
  const Graph& graph = std::get<Graph>(built);
  fuzz::require(history::topological_order(graph).size() == graph.size(),
                "every revision has its place");

  is_told(history::resolve(graph, target, rows));
  is_told(history::resolve_one(graph, target, rows));
  is_told(history::history(graph, target, rows));
  is_told(history::iterate(graph, {target}, rows));
  try {
    const offline::Range range = offline::parse_range(target);
    (void)offline::rows_at(graph, range.from);
  } catch (const Error& error) {
    fuzz::require(error.code() == Error::Code::usage || error.code() == Error::Code::target,
                  "a range that cannot be is told", error.what());
  }
  const auto up = history::plan_upgrade(graph, rows, target);
  if (is_told(up)) follow(graph, rows, std::get<history::Plan>(up));
  const auto down = history::plan_downgrade(graph, rows, target);
  if (is_told(down)) follow(graph, rows, std::get<history::Plan>(down));
  const auto stamp = history::plan_stamp(graph, rows, {target});
  if (is_told(stamp)) {
    std::vector<std::string> after = rows;
    for (const history::Step& step : std::get<history::Plan>(stamp))
      after = history::rows_after(after, step);
    applied_at(graph, after);
  }
  return 0;
}
