// The commands current and check print the revisions that a database is at.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

#include "migrations/history/plan.h"
#include "runtime/deployer/ahead.h"
#include "runtime/deployer/commands.h"
#include "runtime/deployer/half_applied.h"
#include "runtime/deployer/text.h"
#include "runtime/migrator/messages.h"

namespace limbeck::deployer {

namespace {

/// The applied revisions that no applied revision follows: those of the rows, and the ends of
/// branches that have no row because a revision with one depends on them.
std::vector<history::Graph::Index> effective(const history::Graph& graph,
                                             const std::vector<std::string>& rows) {
  auto resolved = history::applied(graph, rows);
  if (auto* unresolved = std::get_if<history::Unresolved>(&resolved))
    migrator::throw_unresolved(*unresolved);
  const auto& applied = std::get<std::vector<history::Graph::Index>>(resolved);
  std::vector<bool> followed(graph.size(), false);
  for (history::Graph::Index index : applied) {
    for (history::Graph::Index parent : graph.revises(index)) followed[parent] = true;
  }
  std::vector<history::Graph::Index> ends;
  for (history::Graph::Index index : applied) {
    if (!followed[index]) ends.push_back(index);
  }
  std::sort(ends.begin(), ends.end(),
            [&](auto a, auto b) { return graph.node(a).id < graph.node(b).id; });
  return ends;
}

}  // namespace

int current(Context& context) {
  migrator::Engine& engine = context.engine();
  const migrator::Found found = engine.look();
  const ProgramPosition position = program_position(context, found.rows);
  const std::vector<std::string>& rows = position.rows;
  const history::Graph& graph = engine.graph();
  // These rows name revisions that this program does not have.
  std::vector<std::string> others;
  std::ranges::copy_if(found.rows, std::back_inserter(others),
                       [&](const std::string& row) { return !graph.find(row); });
  // Heads that another head depends on have no row, so only the pending revisions say whether the
  // database is at the heads.
  const bool at_head =
      !found.half_applied && (engine.is_head(rows) || engine.position().pending.empty());
  const auto is_row = [&](history::Graph::Index index) {
    return std::binary_search(found.rows.begin(), found.rows.end(), graph.node(index).id);
  };
  if (context.options().json) {
    nlohmann::ordered_json json;
    json["database"] = engine.place();
    json["current"] = nlohmann::ordered_json::array();
    for (history::Graph::Index index : effective(graph, rows)) {
      json["current"].push_back(to_json(context.manifest(), graph, index));
      if (!is_row(index)) json["current"].back()["implied"] = true;
    }
    for (const std::string& row : others) {
      json["current"].push_back({{"revision", row}, {"known", false}});
    }
    json["at_head"] = at_head;
    if (!position.beyond.empty()) json["beyond"] = position.beyond;
    add_half_applied(json, found.half_applied);
    context.print(json);
  } else {
    if (context.options().verbose)
      context.out() << "Current revision(s) for " << engine.place() << ":\n";
    for (history::Graph::Index index : effective(graph, rows)) {
      context.out() << (context.options().verbose ? entry(context.manifest(), graph, index)
                                                  : line(graph, index, {.labels = true}))
                    << "\n";
    }
    for (const std::string& row : others) context.out() << row << " (not in this program)\n";
    if (!position.beyond.empty()) context.err() << ahead(context, position) << "\n";
    print_half_applied(context, found.half_applied);
  }
  return context.options().check_heads && !at_head ? exit_pending : exit_done;
}

int check(Context& context) {
  migrator::Engine& engine = context.engine();
  migrator::Position position = engine.position();
  engine.refuse_edited();
  if (context.options().json) {
    nlohmann::ordered_json json;
    json["database"] = engine.place();
    json["current"] = position.rows;
    json["at_head"] = position.is_reached();
    json["pending"] = nlohmann::ordered_json::array();
    for (const std::string& id : position.pending) {
      json["pending"].push_back(
          to_json(context.manifest(), engine.graph(), *engine.graph().find(id)));
    }
    if (!position.beyond.empty()) json["beyond"] = position.beyond;
    add_half_applied(json, position.half_applied);
    context.print(json);
  } else if (position.is_reached()) {
    context.out() << "the database '" << engine.place() << "' is at head (" << joined(position.rows)
                  << ")";
    if (!position.beyond.empty()) {
      context.out() << "; of its revisions this program does not have "
                    << migrator::listed(position.beyond) << ", and can work with them";
    }
    context.out() << "\n";
  } else {
    print_half_applied(context, position.half_applied);
    if (position.pending.empty()) return exit_pending;
    context.out() << "the database '" << engine.place() << "' is behind by "
                  << position.pending.size()
                  << (position.pending.size() == 1 ? " revision:\n" : " revisions:\n");
    for (const std::string& id : position.pending) {
      context.out() << "  "
                    << line(engine.graph(), *engine.graph().find(id),
                            {.parents = true, .message = true})
                    << "\n";
    }
  }
  return position.is_reached() ? exit_done : exit_pending;
}

}  // namespace limbeck::deployer
