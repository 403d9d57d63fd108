#include "compiler/limbeckc/new_revision.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <random>

#include "compiler/limbeckc/session.h"
#include "migrations/history/plan.h"

namespace limbeck::compiler {
namespace {

using history::Graph;

// As Alembic's: the last twelve digits of a random UUID.
std::string random_id(const Graph& graph) {
  std::random_device random;
  for (;;) {
    std::string id;
    while (id.size() < 12) id += "0123456789abcdef"[random() & 0xFU];
    if (!graph.find(id)) return id;
  }
}

// UTC, ISO 8601. SOURCE_DATE_EPOCH, where it is set, is the time it is.
std::string now() {
  std::time_t time = std::time(nullptr);
  if (const char* epoch = std::getenv("SOURCE_DATE_EPOCH")) {
    const std::string_view text(epoch);
    std::int64_t seconds = 0;
    if (std::from_chars(text.data(), text.data() + text.size(), seconds).ec == std::errc{})
      time = seconds;
  }
  std::tm utc{};
  gmtime_r(&time, &utc);
  std::array<char, 32> text{};
  std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &utc);
  return text.data();
}

std::vector<Graph::Index> resolved(const Graph& graph, const std::string& identifier) {
  auto result = history::resolve(graph, identifier);
  if (const auto* unresolved = std::get_if<history::Unresolved>(&result))
    throw Failure(unresolved->message);
  return std::get<std::vector<Graph::Index>>(std::move(result));
}

std::vector<std::string> parents_of(const NewRevisionOptions& options, const Graph& graph) {
  if (options.head == "base") return {};
  if (options.head == "head" && graph.heads().size() > 1) {
    throw Failure(
        "Multiple heads are present; please specify the head revision on which the new revision "
        "should be based, or "
        "perform a merge.");
  }
  std::vector<std::string> parents;
  if (options.head == "head" && graph.heads().empty()) return parents;
  for (const Graph::Index index : resolved(graph, options.head)) {
    const std::string& id = graph.node(index).id;
    const bool is_head =
        std::find(graph.heads().begin(), graph.heads().end(), index) != graph.heads().end();
    if (!is_head && !options.splice) {
      throw Failure("Revision " + id +
                    " is not a head revision; please specify --splice to create a new branch from "
                    "this revision");
    }
    parents.push_back(id);
  }
  return parents;
}

// A label stays a label: it follows its branch.
std::string dependency(const std::string& identifier, const Graph& graph) {
  if (graph.find_label(identifier)) return identifier;
  const auto found = resolved(graph, identifier);
  if (found.size() != 1) throw Failure("--depends-on: '" + identifier + "' is not one revision");
  return graph.node(found.front()).id;
}

void check_id(const std::string& id) {
  std::string illegal;
  for (const char c : id) {
    const bool legal =
        (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    if (!legal && illegal.find(c) == std::string::npos)
      illegal += (illegal.empty() ? "" : ", ") + std::string(1, c);
  }
  if (!illegal.empty()) {
    throw Failure("Character(s) '" + illegal + "' not allowed in revision identifier '" + id +
                  "': letters, digits and '_' are");
  }
}

}  // namespace

history::Node new_node(const NewRevisionOptions& options, const Graph& graph) {
  check_id(options.rev_id);
  history::Node node{.id = options.rev_id.empty() ? random_id(graph) : options.rev_id,
                     .revises = parents_of(options, graph),
                     .depends_on = {},
                     .branch_labels = options.branch_labels,
                     .message = options.message,
                     .created = now(),
                     .location = {}};
  for (const std::string& identifier : options.depends_on)
    node.depends_on.push_back(dependency(identifier, graph));
  std::vector<history::Node> nodes;
  for (Graph::Index i = 0; i < graph.size(); ++i) nodes.push_back(graph.node(i));
  nodes.push_back(node);
  const auto built = Graph::build(std::move(nodes));
  if (const auto* problems = std::get_if<std::vector<history::Problem>>(&built)) {
    throw Failure("the new revision does not fit the history: " + problems->front().message);
  }
  return node;
}

}  // namespace limbeck::compiler
