// Finds the files of revisions for `limbeck edit`, and their names for completions. Works as far as
// possible with an invalid history, because editing is how it is repaired.
#include <algorithm>
#include <filesystem>
#include <memory>
#include <ostream>

#include "compiler/limbeckc/commands.h"
#include "compiler/limbeckc/write_revision.h"
#include "compiler/revisions/directory.h"
#include "migrations/history/checks.h"

namespace limbeck::compiler {
namespace {

std::vector<std::string> files_of(const RevisionSet& set, const std::string& name) {
  std::vector<std::string> files;
  if (set.graph) {
    auto found = history::resolve(*set.graph, name);
    if (const auto* unresolved = std::get_if<history::Unresolved>(&found))
      throw Failure(unresolved->message);
    for (const history::Graph::Index index : std::get<0>(found))
      files.push_back(set.graph->node(index).location.file);
    if (files.empty()) throw Failure("'" + name + "' is no revision with a file");
    return files;
  }
  for (const RevisionFile& revision : set.revisions) {
    if (revision.node.id.starts_with(name)) files.push_back(revision.node.location.file);
  }
  if (files.size() != 1) {
    throw Failure(
        "the history has errors (limbeck check shows them), so revisions are found by "
        "their ids only, and " +
        std::to_string(files.size()) + " start with '" + name + "'");
  }
  return files;
}

// The first line, without characters that have a meaning for a terminal or a shell. The history may
// come from other people, and it is not checked when the user presses TAB.
std::string summary_of(const std::string& message) {
  std::string line = message.substr(0, message.find('\n'));
  std::replace_if(
      line.begin(), line.end(), [](unsigned char c) { return c < ' ' || c == 0x7f; }, ' ');
  return line;
}

int run_locate(const RevisionOptions& options, bool names, Session& session) {
  diagnostics::Diagnostics ignored;
  const RevisionSet set = read_revisions(revision_files(options.directories), true, ignored);
  if (names) {
    for (const char* name : {"head", "heads", "base", "current"}) session.out << name << '\n';
    for (const RevisionFile& revision : set.revisions) {
      const std::string message = summary_of(revision.node.message);
      for (const std::string& label : revision.node.branch_labels) {
        if (!history::refuse_label(label)) session.out << label << "@head\t" << message << '\n';
      }
      if (!history::refuse_id(revision.node.id))
        session.out << revision.node.id << '\t' << message << '\n';
    }
    return exit_done;
  }
  for (const std::string& name : options.heads) {
    for (const std::string& file : files_of(set, name))
      session.out << std::filesystem::absolute(file).lexically_normal().string() << '\n';
  }
  return exit_done;
}

}  // namespace

void add_locate_command(CLI::App& app, Session& session, int& exit_code) {
  auto options = std::make_shared<RevisionOptions>();
  auto names = std::make_shared<bool>(false);
  CLI::App* command = app.add_subcommand("locate", "The files of revisions");
  add_target_options(*command, *options);
  command->add_option("REVISION", options->heads, "Which");
  command->add_flag("--names", *names, "What can be named, instead");
  command->callback([options, names, &session, &exit_code] {
    exit_code = run_locate(*options, *names, session);
  });
}

}  // namespace limbeck::compiler
