// The commands history, heads, branches and show print the history. They open a database only to
// mark its current revisions.
#include "migrations/history/plan.h"

#include <unistd.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

#include "migrations/diagnostics/diagnostics.h"
#include "migrations/text/shown_stream.h"
#include "runtime/commands/text.h"
#include "runtime/deployer/commands.h"
#include "runtime/deployer/text.h"
#include "runtime/deployer/tree.h"
#include "runtime/migrator/messages.h"

namespace limbeck::deployer {
namespace {

using history::Graph;
using Indices = std::vector<Graph::Index>;

template <class T>
T resolved(std::variant<T, history::Unresolved> result) {
  if (auto* unresolved = std::get_if<history::Unresolved>(&result))
    migrator::throw_unresolved(*unresolved);
  return std::get<T>(std::move(result));
}

/// The current revisions of the database if the command needs them; else none.
std::vector<std::string> rows_if(Context& context, bool needed) {
  if (!needed) return {};
  std::vector<std::string> rows = context.engine().rows();
  context.engine().refuse_unknown(rows);
  return rows;
}

bool names_current(std::string_view identifier) {
  return identifier.find("current") != std::string_view::npos;
}

void print(Context& context, const Indices& indices, const LineOptions& options,
           const std::vector<std::string>& rows) {
  const Graph& graph = context.graph();
  std::set<std::string> current(rows.begin(), rows.end());
  if (context.options().json) {
    auto json = nlohmann::ordered_json::array();
    for (Graph::Index index : indices) {
      json.push_back(to_json(context.manifest(), graph, index));
      if (context.options().indicate_current)
        json.back()["current"] = current.count(graph.node(index).id) != 0;
    }
    context.print(json);
    return;
  }
  for (Graph::Index index : indices) {
    context.out() << (context.options().verbose ? entry(context.manifest(), graph, index, current)
                                                : line(graph, index, options, current))
                  << "\n";
  }
}

void print_tree(Context& context, const Indices& indices, const std::vector<std::string>& rows) {
  const Graph& graph = context.graph();
  TreeStyle style;
  style.utf8 = commands::wants_utf8();
  style.colour = diagnostics::wants_colour(STDOUT_FILENO);
  style.width = commands::terminal_width(STDOUT_FILENO);
  style.verbose = context.options().verbose;
  style.marks = context.options().indicate_current;
  style.current.insert(rows.begin(), rows.end());
  if (style.marks) {
    for (Graph::Index index : resolved(history::applied(graph, rows, history::Overlap::allow)))
      style.applied.insert(graph.node(index).id);
  }
  context.out() << Verbatim{tree(context.manifest(), graph, indices, style)};
}

}  // namespace

int history(Context& context) {
  const Options& options = context.options();
  std::vector<std::string> rows =
      rows_if(context, options.indicate_current || names_current(options.range));
  Indices indices = resolved(history::history(context.graph(), options.range, rows));
  if (!options.indicate_current) rows.clear();
  if (options.graph && !options.json) {
    print_tree(context, indices, rows);
  } else {
    print(context, indices, {.parents = true, .labels = true, .message = true}, rows);
  }
  return exit_done;
}

int heads(Context& context) {
  const Graph& graph = context.graph();
  print(context, context.options().resolve_dependencies ? graph.real_heads() : graph.heads(),
        {.labels = true, .tree = false}, {});
  return exit_done;
}

int branches(Context& context) {
  const Graph& graph = context.graph();
  auto json = nlohmann::ordered_json::array();
  for (Graph::Index index : history::topological_order(graph)) {
    if (!graph.is_branch_point(index)) continue;
    if (context.options().json) {
      json.push_back(to_json(context.manifest(), graph, index));
      for (Graph::Index child : graph.children(index)) {
        json.back()["branches"].push_back(graph.node(child).id);
      }
      continue;
    }
    context.out() << (context.options().verbose ? entry(context.manifest(), graph, index)
                                                : line(graph, index, {.labels = true}))
                  << "\n";
    for (Graph::Index child : graph.children(index)) {
      context.out() << std::string(graph.node(index).id.size(), ' ') << " -> "
                    << line(graph, child, {.labels = true, .message = context.options().verbose})
                    << "\n";
    }
  }
  if (context.options().json) context.print(json);
  return exit_done;
}

int show(Context& context) {
  Indices indices;
  for (const std::string& identifier : context.options().revisions) {
    std::vector<std::string> rows = rows_if(context, names_current(identifier));
    Indices found = resolved(history::resolve(context.graph(), identifier, rows));
    indices.insert(indices.end(), found.begin(), found.end());
  }
  if (context.options().json) {
    print(context, indices, {}, {});
    return exit_done;
  }
  for (Graph::Index index : indices)
    context.out() << entry(context.manifest(), context.graph(), index);
  return exit_done;
}

}  // namespace limbeck::deployer
