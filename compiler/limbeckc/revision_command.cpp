#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>

#include "compiler/check/drift.h"
#include "compiler/limbeckc/command_options.h"
#include "compiler/limbeckc/commands.h"
#include "compiler/limbeckc/write_revision.h"
#include "compiler/sql_objects/sql_objects.h"
#include "migrations/diff/diff.h"
#include "migrations/operations/apply.h"
#include "migrations/schema/json_text.h"
#include "migrations/schema/kinds.h"
#include "migrations/sql/dialect.h"

namespace limbeck::compiler {
namespace {

using operations::Operation;

// The operations that the models need beyond the history; none for a revision that is written by
// hand.
struct Changes {
  std::vector<Operation> operations;
  schema::Schema before;
};

void add_objects(const RevisionOptions& options, const schema::Schema& history, Model& model,
                 Session& session) {
  if (!options.declares_objects) return;
  diagnostics::Diagnostics diagnostics;
  add_sql_objects({options.sql_objects, options.dialects}, history, model, diagnostics);
  if (report(session, diagnostics))
    throw Failure("no revision was written: the files of SQL_OBJECTS are not right");
}

// A schema or an extension that the database has and nothing declares is its administrator's.
void keep_administrators(schema::Schema& database, const schema::Schema& wanted) {
  schema::for_each_kind([&](const auto& kind) {
    using Thing = schema::ThingOf<decltype(kind)>;
    if constexpr (schema::is_in_no_schema<Thing>) {
      std::erase_if(database.*kind.member, [&](const Thing& thing) {
        return schema::find<Thing>(wanted, thing.name) == nullptr;
      });
    }
  });
}

Changes changes_of(const RevisionOptions& options, const history::Graph& graph, Session& session) {
  Changes changes;
  if (!options.autogenerate) {
    if (!options.against.empty())
      throw Failure("--against says what --autogenerate compares with: give both", exit_usage);
    return changes;
  }
  if (options.model.empty() || options.state.empty()) {
    throw Failure("--autogenerate compares --model with --state: both are needed", exit_usage);
  }
  const State state = read_state(options.state);
  std::vector<std::string> built, present;
  for (const State::Head& head : state.heads) built.push_back(head.id);
  for (const history::Graph::Index head : graph.heads()) present.push_back(graph.node(head).id);
  std::sort(built.begin(), built.end());
  std::sort(present.begin(), present.end());
  if (built != present) {
    throw Failure(options.state + " is the schema of another history (its heads: " +
                  list_of(built) + "; those of " + list_of(options.directories) + ": " +
                  list_of(present) + "): build the target first");
  }
  Model model = read_model(options.model);
  add_objects(options, state.schema, model, session);
  diagnostics::Diagnostics excluded;
  report_excluded(model, options.filter, options.dialects, excluded);
  if (report(session, excluded))
    throw Failure("no revision was written: the models declare what the target leaves to others");
  changes.before = options.against.empty() ? state.schema : read_model(options.against).schema;
  model.hints.former_names = state.former_names;
  const schema::Schema wanted = wanted_of(model, changes.before, options.dialects);
  if (!options.against.empty()) keep_administrators(changes.before, wanted);
  std::vector<Finding> unreachable = diff::unreachable(changes.before, wanted, model.hints);
  changes.operations = diff::diff(changes.before, wanted, model.hints, unreachable);
  // Reports what the build would reject before anything is written.
  diagnostics::Diagnostics refusals;
  report_refusals(model, options.dialects, refusals);
  report_unreachable(model, state, std::move(unreachable), refusals);
  if (report(session, refusals))
    throw Failure("no revision was written: the build would refuse it");
  locate(changes.operations, model, state);
  return changes;
}

// Prints the SQL of the revision for each of the target's databases instead of writing it.
int print_sql(const RevisionOptions& options, const Changes& changes, Session& session) {
  if (!options.autogenerate)
    throw Failure("--sql shows what --autogenerate would write: give both", exit_usage);
  check_dialects(options.dialects);
  nlohmann::ordered_json json;
  for (const std::string& name : options.dialects) {
    const sql::Script script = sql::find_dialect(name)->render(changes.operations, changes.before);
    auto& statements = json[name] = nlohmann::ordered_json::array();
    for (const sql::Statement& statement : script.statements) {
      if (statement.kind == sql::Statement::Kind::sql) statements.push_back(statement.text);
    }
    if (options.json) continue;
    session.out << "-- " << name << (statements.empty() ? ": nothing to do\n" : "\n");
    for (const std::string text : statements)
      session.out << text << (text.ends_with(';') ? "\n" : ";\n");
  }
  if (options.json) session.out << schema::printed_json(json) << '\n';
  return exit_done;
}

int run_revision(RevisionOptions& options, Session& session) {
  refuse_bad_patterns(options.filter);
  if (options.message.empty() && !options.autogenerate && !options.sql)
    throw Failure("-m is missing: what the revision does, in a few words", exit_usage);
  const history::Graph graph = read_history(options, session);
  NewRevision revision{
      .node = new_node(options, graph,
                       options.heads.empty() ? std::vector<std::string>{"head"} : options.heads),
      .operations = {},
      .before = {},
      .dialects = options.dialects};
  Changes changes = changes_of(options, graph, session);
  if (options.sql) return print_sql(options, changes, session);
  if (options.autogenerate && changes.operations.empty() && !options.empty) {
    if (options.json) {
      session.out << R"({"file": null, "operations": []})" << '\n';
    } else if (!options.quiet) {
      session.out << (options.against.empty() ? "no changes: the history already makes"
                                              : "no changes: the database already has")
                  << " what the models say. Nothing was written; "
                     "--empty writes a revision all the same.\n";
    }
    return exit_done;
  }
  if (options.message.empty())
    options.message = suggested_message(changes.operations, graph.size() == 0);
  revision.node.message = options.message;
  revision.operations = std::move(changes.operations);
  revision.before = std::move(changes.before);
  return write_revision(options, graph, revision, session);
}

}  // namespace

void add_revision_command(CLI::App& app, Session& session, int& exit_code) {
  auto options = std::make_shared<RevisionOptions>();
  const commands::Tool tool = commands::developers_tool();
  CLI::App* command = app.add_subcommand("revision", "Write a new revision");
  commands::declare(*command, *tool.find("revision"), *options, revision_bindings());
  add_target_options(*command, *options);
  command->callback(
      [options, &session, &exit_code] { exit_code = run_revision(*options, session); });
}

}  // namespace limbeck::compiler
