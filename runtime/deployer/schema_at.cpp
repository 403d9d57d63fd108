#include "runtime/deployer/schema_at.h"

#include "limbeck/error.h"
#include "migrations/history/plan.h"
#include "migrations/history/replay.h"

namespace limbeck::deployer {

std::vector<history::Graph::Index> applied_at(Context& context,
                                              const std::vector<std::string>& rows) {
  const history::Graph& graph = context.engine().graph();
  auto applied = history::applied(graph, rows);
  if (auto* unresolved = std::get_if<history::Unresolved>(&applied))
    throw Error(Error::Code::history, unresolved->message);
  std::vector<bool> is_applied(graph.size(), false);
  for (history::Graph::Index index : std::get<std::vector<history::Graph::Index>>(applied))
    is_applied[index] = true;
  std::vector<history::Graph::Index> order;
  for (history::Graph::Index index : history::topological_order(graph))
    if (is_applied[index]) order.push_back(index);
  return order;
}

schema::Schema schema_at(Context& context, const std::vector<std::string>& rows) {
  history::Replay replay = history::replay(context.manifest(), applied_at(context, rows));
  if (!replay.problems.empty()) {
    throw Error(Error::Code::history, "the history cannot be replayed to where the database is: " +
                                          replay.problems.front().message);
  }
  return std::move(replay.schema);
}

}  // namespace limbeck::deployer
