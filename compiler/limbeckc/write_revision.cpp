#include "compiler/limbeckc/write_revision.h"

#include <array>
#include <charconv>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <ostream>

#include "compiler/emit/file_name.h"
#include "compiler/limbeckc/clock.h"
#include "compiler/limbeckc/command_options.h"
#include "compiler/limbeckc/hooks.h"
#include "compiler/revisions/directory.h"
#include "migrations/findings/rule_id.h"
#include "migrations/operations/json.h"
#include "migrations/output/output.h"
#include "migrations/schema/json_text.h"

namespace limbeck::compiler {
namespace {

namespace fs = std::filesystem;
using operations::Operation;

std::string source_of(const RevisionOptions& options, const NewRevision& revision) {
  const std::string page = options.template_file.empty() ? std::string(revision_template())
                                                         : output::read(options.template_file);
  auto source = revision_source(revision, page);
  const std::string where = options.template_file.empty() ? "the template" : options.template_file;
  if (const auto* error = std::get_if<TemplateError>(&source))
    throw Failure(where + ": " + error->message);
  // A template of the user may leave out or change what identifies a revision.
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

// The path as the user would type it in the current directory.
std::string shown(const fs::path& path) {
  const fs::path relative =
      fs::absolute(path).lexically_normal().lexically_relative(fs::current_path());
  return relative.empty() || *relative.begin() == ".." ? path.string() : relative.string();
}

// The places where a person has to decide something before the build accepts the revision.
void warn_of_gaps(const std::string& source, const std::string& file, Session& session) {
  struct Gap {
    std::string_view start;
    RuleId rule;
    const char* message;
  };
  constexpr std::array<Gap, 2> gaps{
      {{"static_assert(", RuleId::fill,
        "this revision does not compile until what it asks for here is decided"},
       {"// Destroys ", RuleId::destructive,
        "the build refuses this revision until it has .destructive = \"why\", after .created"}}};
  diagnostics::Diagnostics diagnostics;
  int line = 1;
  std::size_t start = 0;
  for (std::size_t end = 0; (end = source.find('\n', start)) != std::string::npos;
       start = end + 1, ++line) {
    const std::string_view text = std::string_view(source).substr(start, end - start);
    const auto column = text.find_first_not_of(' ');
    if (column == std::string_view::npos) continue;
    for (const Gap& gap : gaps) {
      if (!text.substr(column).starts_with(gap.start)) continue;
      diagnostics.report({.rule = gap.rule,
                          .message = gap.message,
                          .location = {file, line, static_cast<int>(column) + 1,
                                       static_cast<int>(gap.start.size()) - 1},
                          .notes = {},
                          .severity = findings::Severity::warning});
    }
  }
  report(session, diagnostics);
}

// Prints each operation with the line of the models that asks for it.
std::string summary_of(const Operation& operation) {
  std::string summary = describe(operation);
  const schema::Location& at = operation.location;
  if (at.line > 0) summary += " (" + shown(at.file) + ":" + std::to_string(at.line) + ")";
  return summary;
}

void print(const std::string& file, const NewRevision& revision, const RevisionOptions& options,
           Session& session) {
  const history::Node& node = revision.node;
  if (options.json) {
    nlohmann::ordered_json operations = nlohmann::ordered_json::array();
    for (const Operation& operation : revision.operations) operations.push_back(to_json(operation));
    nlohmann::ordered_json destroyed = nlohmann::ordered_json::array();
    for (const Finding& loss : losses_of(revision)) destroyed.push_back(fact(loss, "destroys"));
    session.out << schema::printed_json({{"file", file},
                                         {"revision", node.id},
                                         {"revises", node.revises},
                                         {"message", node.message},
                                         {"operations", std::move(operations)},
                                         {"destroys", std::move(destroyed)}})
                << '\n';
    return;
  }
  if (options.quiet) return;
  session.out << "created " << file << " (" << node.id;
  if (!node.revises.empty())
    session.out << (node.revises.size() > 1 ? ", merges " : ", revises ") << list_of(node.revises);
  session.out << ")";
  if (revision.operations.size() == 1) {
    session.out << ": " << summary_of(revision.operations.front()) << '\n';
    return;
  }
  session.out << (revision.operations.empty() ? "\n" : ":\n");
  for (const Operation& operation : revision.operations)
    session.out << "  " << summary_of(operation) << '\n';
}

std::string file_name(const RevisionOptions& options, const history::Node& node) {
  const auto created = in_timezone(node.created, options.timezone);
  if (!created) {
    throw Failure("cannot find the time zone '" + options.timezone +
                  "' (TIMEZONE): it is UTC, local, or a name of the system's zoneinfo, as in "
                  "Europe/Berlin");
  }
  std::size_t longest = default_slug_length;
  const std::string& asked = options.slug_length;
  if (!asked.empty() && (std::from_chars(asked.data(), asked.data() + asked.size(), longest).ptr !=
                             asked.data() + asked.size() ||
                         longest == 0 || longest > 200)) {
    throw Failure("'" + asked + "' is no length for a slug (TRUNCATE_SLUG_LENGTH): 1 to 200");
  }
  auto name = revision_file_name(
      node, *created, options.file_template.empty() ? default_file_template : options.file_template,
      longest);
  if (const auto* error = std::get_if<TemplateError>(&name)) throw Failure(error->message);
  return std::get<std::string>(name);
}

bool run_hooks(const RevisionOptions& options, const fs::path& path, Session& session) {
  bool all_well = true;
  for (const std::string& hook : options.hooks) {
    const std::string failure = run_hook(hook, path, options.project_root);
    if (failure.empty()) continue;
    session.error << "limbeckc: warning: the post-write hook '" << hook << "' failed (" << failure
                  << "); the revision is written\n";
    all_well = false;
  }
  return all_well;
}

}  // namespace

std::string list_of(const std::vector<std::string>& items) {
  std::string list;
  for (const std::string& item : items) list += (list.empty() ? "" : ", ") + item;
  return list;
}

const commands::Bindings<RevisionOptions>& revision_bindings() {
  using Options = RevisionOptions;
  static const commands::Bindings<Options> all = {
      {"REVISION", &Options::heads},
      {"--message", &Options::message},
      {"--autogenerate", &Options::autogenerate},
      {"--empty", &Options::empty},
      {"--against", &Options::against},
      {"--exclude", &Options::exclude},
      {"--include-schema", &Options::include_schemas},
      {"--sql", &Options::sql},
      {"--head", &Options::heads},
      {"--splice", &Options::splice},
      {"--branch-label", &Options::branch_labels},
      {"--version-path", &Options::version_path},
      {"--depends-on", &Options::depends_on},
      {"--rev-id", &Options::rev_id},
      {"--quiet", &Options::quiet},
      {"--json", &Options::json},
  };
  return all;
}

void add_target_options(CLI::App& command, RevisionOptions& options) {
  const auto several = [&command](const std::string& name, std::vector<std::string>& values,
                                  const std::string& what) {
    return command.add_option(name, values, what)->expected(1)->take_all()->allow_extra_args(false);
  };
  command.add_option("--name", options.name, "The target's name");
  several("--directory", options.directories, "Where the revisions are")->required();
  command.add_option("--state", options.state,
                     "The schema at the head: what the state program wrote");
  command.add_option("--model", options.model, "What a scan wrote");
  several("--dialect", options.dialects, "A database that the history is for");
  several("--sql-object", options.sql_objects, "A file of views, functions and their like");
  command.add_flag("--declares-objects", options.declares_objects,
                   "All of these there are stand in such files");
  add_filter_options(command, options.filter);
  command.add_option("--template", options.template_file, "A mustache template of your own");
  command.add_option("--file-template", options.file_template, "What files are called");
  command.add_option("--timezone", options.timezone, "The clock of the times in their names");
  command.add_option("--truncate-slug-length", options.slug_length,
                     "How much of the message is in their names");
  several("--hook", options.hooks, "A command to run on a new file, instead of clang-format");
  command.add_flag("--no-hooks", options.no_hooks, "Leave the file as the template makes it");
  command.add_option("--project-root", options.project_root, "What files are shown relative to");
}

history::Graph read_history(const RevisionOptions& options, Session& session) {
  diagnostics::Diagnostics diagnostics;
  RevisionSet set =
      read_revisions(revision_files(options.directories), /*multiple_heads=*/true, diagnostics);
  report(session, diagnostics);
  if (!set.graph)
    throw Failure("no revision was written: the history it would extend is not right");
  return std::move(*set.graph);
}

history::Node new_node(const RevisionOptions& options, const history::Graph& graph,
                       const std::vector<std::string>& heads) {
  history::NewRevision request{
      .id = options.rev_id.empty() ? history::new_id(graph) : options.rev_id,
      .heads = heads,
      .splice = options.splice,
      .branch_labels = options.branch_labels,
      .depends_on = options.depends_on};
  auto made = history::new_revision(graph, request);
  if (const auto* unresolved = std::get_if<history::Unresolved>(&made))
    throw Failure(unresolved->message);
  history::Node node = std::get<history::Node>(std::move(made));
  node.message = options.message;
  node.created = utc_now();
  return node;
}

int write_revision(const RevisionOptions& options, const history::Graph& graph,
                   const NewRevision& revision, Session& session) {
  auto directory =
      history::directory_of(graph, revision.node, options.directories, options.version_path);
  if (const auto* unresolved = std::get_if<history::Unresolved>(&directory))
    throw Failure(unresolved->message);
  const fs::path path =
      fs::path(std::get<std::string>(directory)) / file_name(options, revision.node);
  std::string source = source_of(options, revision);
  if (options.hooks.empty() && !options.no_hooks) source = formatted(source, path);
  fs::create_directories(path.parent_path());
  if (fs::exists(path))
    throw Failure(path.string() + " is there already; give the revision another message");
  output::write_new(path, source);
  print(shown(path), revision, options, session);
  const bool all_well = run_hooks(options, path, session);
  warn_of_gaps(options.hooks.empty() ? source : output::read(path), shown(path), session);
  return all_well ? exit_done : exit_failed;
}

}  // namespace limbeck::compiler
