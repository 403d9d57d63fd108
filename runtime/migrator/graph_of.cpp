#include "limbeck/error.h"
#include "migrations/history/graph.h"
#include "migrations/text/concat.h"
#include "runtime/migrator/abilities.h"
#include "runtime/migrator/messages.h"

namespace limbeck::migrator {

using history::Graph;

Graph verified_graph_of(const Manifest& manifest) {
  if (auto graph = Graph::of_verified(history::nodes_of(manifest))) return *std::move(graph);
  throw Error(Error::Code::history,
              concat({"the history '", manifest.name,
                      "' is broken: it is none that limbeck's build has verified; `limbeck check` "
                      "says what is wrong with it"}));
}

Graph graph_of(const Manifest& manifest) {
  auto built = Graph::build(history::nodes_of(manifest));
  if (auto* graph = std::get_if<Graph>(&built)) return std::move(*graph);
  std::string message = concat({"the history '", manifest.name, "' is broken"});
  for (const Finding& problem : std::get<std::vector<Finding>>(built)) {
    message += concat({"\n  ", place_prefix(problem.location), problem.message});
  }
  throw Error(Error::Code::history, message);
}

}  // namespace limbeck::migrator
