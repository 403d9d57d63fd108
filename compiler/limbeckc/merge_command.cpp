#include <algorithm>
#include <memory>
#include <ostream>

#include "compiler/limbeckc/commands.h"
#include "compiler/limbeckc/write_revision.h"

namespace limbeck::compiler {
namespace {

using history::Graph;

// Full ids, because the new revision's message names them.
std::vector<std::string> asked_for(const RevisionOptions& options, const Graph& graph) {
  const std::vector<std::string> names =
      options.heads.empty() ? std::vector<std::string>{"heads"} : options.heads;
  std::vector<std::string> ids;
  for (const std::string& name : names) {
    // `heads` of all, not only those that nothing depends on: each is a head of the build's check.
    auto found = name == "heads"
                     ? std::variant<std::vector<Graph::Index>, history::Unresolved>(graph.heads())
                     : history::resolve(graph, name);
    if (const auto* unresolved = std::get_if<history::Unresolved>(&found))
      throw Failure(unresolved->message);
    for (const Graph::Index index : std::get<std::vector<Graph::Index>>(found)) {
      const std::string& id = graph.node(index).id;
      if (std::find(ids.begin(), ids.end(), id) != ids.end())
        throw Failure("duplicate head revisions specified: " + id);
      ids.push_back(id);
    }
  }
  return ids;
}

int run_merge(RevisionOptions& options, Session& session) {
  const Graph graph = read_history(options, session);
  const std::vector<std::string> ids = asked_for(options, graph);
  if (ids.size() < 2) {
    if (!options.heads.empty() && options.heads != std::vector<std::string>{"heads"}) {
      throw Failure("a merge joins two revisions or more; " +
                    (ids.empty() ? std::string("none was named") : ids.front() + " is one"));
    }
    if (options.json) {
      session.out << R"({"file": null, "revises": []})" << '\n';
    } else if (!options.quiet) {
      session.out << "nothing to merge: "
                  << (ids.empty() ? "the history is empty"
                                  : "the history has one head, " + ids.front())
                  << '\n';
    }
    return exit_done;
  }
  if (options.message.empty()) {
    options.message = "merge ";
    for (std::size_t i = 0; i < ids.size(); ++i) {
      options.message += (i == 0 ? "" : i + 1 == ids.size() ? " and " : ", ") + ids[i];
    }
  }
  const NewRevision revision{
      .node = new_node(options, graph, ids), .operations = {}, .before = {}, .dialects = {}};
  return write_revision(options, graph, revision, session);
}

}  // namespace

void add_merge_command(CLI::App& app, Session& session, int& exit_code) {
  auto options = std::make_shared<RevisionOptions>();
  const commands::Tool tool = commands::developers_tool();
  CLI::App* command = app.add_subcommand("merge", "Write a revision that joins heads");
  commands::declare(*command, *tool.find("merge"), *options, revision_bindings());
  add_target_options(*command, *options);
  command->callback([options, &session, &exit_code] { exit_code = run_merge(*options, session); });
}

}  // namespace limbeck::compiler
