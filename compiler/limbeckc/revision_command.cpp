#include <algorithm>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>

#include "compiler/emit/revision_source.h"
#include "compiler/limbeckc/clock.h"
#include "compiler/limbeckc/commands.h"
#include "compiler/limbeckc/formatter.h"
#include "compiler/revisions/directory.h"
#include "migrations/diff/diff.h"
#include "migrations/history/create.h"
#include "migrations/operations/json.h"
#include "migrations/output/output.h"

namespace limbeck::compiler {
namespace {

namespace fs = std::filesystem;
using operations::Operation;

struct Options {
  std::string name, directory, state, model, template_file, project_root;
  bool autogenerate = false, empty = false, json = false;
  std::string message;
  history::NewRevision revision;
};

std::string list_of(const std::vector<std::string>& items) {
  std::string list;
  for (const std::string& item : items) list += (list.empty() ? "" : ", ") + item;
  return list;
}

history::Node new_node(const Options& options, const history::Graph& graph) {
  history::NewRevision request = options.revision;
  if (request.id.empty()) request.id = history::new_id(graph);
  auto node = history::new_revision(graph, request);
  if (const auto* unresolved = std::get_if<history::Unresolved>(&node))
    throw Failure(unresolved->message);
  std::get<history::Node>(node).message = options.message;
  std::get<history::Node>(node).created = utc_now();
  return std::get<history::Node>(std::move(node));
}

history::Graph read_history(const Options& options, Session& session) {
  diagnostics::Diagnostics diagnostics;
  std::vector<std::string> files;
  if (fs::exists(options.directory)) files = revision_files(options.directory);
  RevisionSet set = read_revisions(files, /*multiple_heads=*/true, diagnostics);
  report(session, diagnostics);
  if (!set.graph)
    throw Failure("no revision was written: the history it would extend is not right");
  return std::move(*set.graph);
}

// What the models need beyond the history; nothing for a revision that somebody writes by hand.
struct Changes {
  std::vector<Operation> operations;
  schema::Schema before;
};

Changes changes_of(const Options& options, const history::Graph& graph) {
  Changes changes;
  if (!options.autogenerate) return changes;
  if (options.model.empty() || options.state.empty()) {
    throw Failure("--autogenerate compares --model with --state: both are needed", exit_usage);
  }
  State state = read_state(options.state);
  std::vector<std::string> built, present;
  for (const State::Head& head : state.heads) built.push_back(head.id);
  for (const history::Graph::Index head : graph.heads()) present.push_back(graph.node(head).id);
  std::sort(built.begin(), built.end());
  std::sort(present.begin(), present.end());
  if (built != present) {
    throw Failure(
        options.state + " is the schema of another history (its heads: " + list_of(built) +
        "; those of " + options.directory + ": " + list_of(present) + "): build the target first");
  }
  const Model model = read_model(options.model);
  changes.operations = diff::diff(state.schema, model.schema, model.hints);
  changes.before = std::move(state.schema);
  return changes;
}

std::string source_of(const Options& options, const NewRevision& revision) {
  const std::string page = options.template_file.empty() ? std::string(revision_template())
                                                         : output::read(options.template_file);
  auto source = revision_source(revision, page);
  const std::string where = options.template_file.empty() ? "the template" : options.template_file;
  if (const auto* error = std::get_if<TemplateError>(&source))
    throw Failure(where + ": " + error->message);
  // A template of the user's own may leave out or mangle what identifies a revision.
  diagnostics::Diagnostics diagnostics;
  const auto read = read_revision_file(where, std::get<std::string>(source), diagnostics);
  if (!read || diagnostics.had_errors()) {
    const std::string why =
        diagnostics.all().empty() ? "" : ": " + diagnostics.all().front().message;
    throw Failure(where + " does not make a revision that limbeck can read" + why);
  }
  const auto same = [](const history::Node& a, const history::Node& b) {
    return a.id == b.id && a.revises == b.revises && a.depends_on == b.depends_on &&
           a.branch_labels == b.branch_labels && a.message == b.message;
  };
  if (!same(read->node, revision.node)) {
    throw Failure(
        where +
        " does not write the revision's id, revises, depends_on, branch_labels and message");
  }
  return std::get<std::string>(std::move(source));
}

// As the reader would type it from where they are.
std::string shown(const fs::path& path) {
  const fs::path relative =
      fs::absolute(path).lexically_normal().lexically_relative(fs::current_path());
  return relative.empty() || *relative.begin() == ".." ? path.string() : relative.string();
}

// The places that a person has to fill in before the revision compiles.
void warn_of_gaps(const std::string& source, const std::string& file, Session& session) {
  diagnostics::Diagnostics diagnostics;
  int line = 1;
  std::size_t start = 0;
  for (std::size_t end = 0; (end = source.find('\n', start)) != std::string::npos;
       start = end + 1, ++line) {
    const std::string_view text = std::string_view(source).substr(start, end - start);
    const auto column = text.find_first_not_of(' ');
    constexpr std::string_view gap = "static_assert(";
    if (column == std::string_view::npos || !text.substr(column).starts_with(gap)) continue;
    diagnostics.report(
        {.severity = diagnostics::Severity::warning,
         .rule = "limbeck-fill",
         .message = "this revision does not compile until somebody has decided what it says here",
         .location = {file, line, static_cast<int>(column) + 1, static_cast<int>(gap.size()) - 1},
         .notes = {}});
  }
  report(session, diagnostics);
}

void print(const std::string& file, const NewRevision& revision, const Options& options,
           Session& session) {
  const history::Node& node = revision.node;
  if (options.json) {
    nlohmann::ordered_json operations = nlohmann::ordered_json::array();
    for (const Operation& operation : revision.operations) operations.push_back(to_json(operation));
    session.out << nlohmann::ordered_json{{"file", file},
                                          {"revision", node.id},
                                          {"revises", node.revises},
                                          {"message", node.message},
                                          {"operations", std::move(operations)}}
                       .dump(2)
                << '\n';
    return;
  }
  session.out << "created " << file << " (" << node.id;
  if (!node.revises.empty()) session.out << ", revises " << list_of(node.revises);
  session.out << ")";
  if (revision.operations.size() == 1) {
    session.out << ": " << describe(revision.operations.front()) << '\n';
    return;
  }
  session.out << (revision.operations.empty() ? "\n" : ":\n");
  for (const Operation& operation : revision.operations)
    session.out << "  " << describe(operation) << '\n';
}

int run(const Options& options, Session& session) {
  const history::Graph graph = read_history(options, session);
  NewRevision revision{.node = new_node(options, graph), .operations = {}, .before = {}};
  Changes changes = changes_of(options, graph);
  if (options.autogenerate && changes.operations.empty() && !options.empty) {
    if (options.json) {
      session.out << R"({"file": null, "operations": []})" << '\n';
    } else {
      session.out
          << "no changes: the history already makes what the models say. Nothing was written; "
             "--empty writes a revision all the same.\n";
    }
    return exit_done;
  }
  revision.operations = std::move(changes.operations);
  revision.before = std::move(changes.before);
  const fs::path path = fs::path(options.directory) / revision_file_name(revision.node);
  const std::string source = formatted(source_of(options, revision), path);
  fs::create_directories(options.directory);
  if (fs::exists(path))
    throw Failure(path.string() + " is there already; give the revision another message");
  output::write_new(path, source);
  print(shown(path), revision, options, session);
  warn_of_gaps(source, shown(path), session);
  return exit_done;
}

}  // namespace

void add_revision_command(CLI::App& app, Session& session, int& exit_code) {
  auto options = std::make_shared<Options>();
  history::NewRevision& revision = options->revision;
  CLI::App* command = app.add_subcommand("revision", "Write a new revision");
  command->add_option("--name", options->name, "The target's name");
  command->add_option("--directory", options->directory, "Where the revisions are")->required();
  command->add_option("--state", options->state,
                      "The schema at the head: what the state program wrote");
  command->add_option("--model", options->model, "What a scan wrote");
  command->add_flag("--autogenerate", options->autogenerate,
                    "Fill it with what the models need beyond the history");
  command->add_flag("--empty", options->empty,
                    "With --autogenerate: write it even if there is nothing to do");
  command->add_option("-m,--message", options->message, "What it does, in a few words")->required();
  command->add_option("--rev-id", revision.id, "Its identifier, instead of a new one");
  command
      ->add_option("--head", revision.heads,
                   "What it follows; base starts a new root, several are a merge")
      ->allow_extra_args(false);
  command->add_flag("--splice", revision.splice, "Let it follow a revision that is no head");
  command
      ->add_option("--branch-label", revision.branch_labels,
                   "A name for the branch that starts here")
      ->allow_extra_args(false);
  command
      ->add_option("--depends-on", revision.depends_on,
                   "A revision of another branch that must be there before")
      ->allow_extra_args(false);
  command->add_option("--template", options->template_file, "A mustache template of your own");
  command->add_option("--project-root", options->project_root, "What files are shown relative to");
  command->add_flag("--json", options->json, "Print what was made as JSON");
  command->callback([options, &session, &exit_code] { exit_code = run(*options, session); });
}

}  // namespace limbeck::compiler
