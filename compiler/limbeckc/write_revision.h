// What `revision` and `merge` have in common: a target's way of writing revisions, and the writing.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "compiler/emit/revision_source.h"
#include "compiler/limbeckc/session.h"
#include "migrations/commands/declare.h"
#include "migrations/history/create.h"
#include "migrations/history/graph.h"
#include "migrations/schema/filter.h"

namespace limbeck::compiler {

/// What the command line and, through a response file, the target says.
struct RevisionOptions {
  std::string name, state, model, project_root;
  std::vector<std::string> directories, dialects;
  std::string template_file, file_template, timezone;
  std::string slug_length;
  std::vector<std::string> hooks;
  bool no_hooks = false;
  std::vector<std::string> sql_objects;
  bool declares_objects = false;
  schema::Filter filter;  ///< the target's

  std::string message, rev_id, version_path;
  std::string against;  ///< a file: what the database has, in the models' words
  std::vector<std::string> exclude, include_schemas;  ///< said when that was read
  std::vector<std::string> heads, branch_labels, depends_on;
  bool splice = false, autogenerate = false, empty = false, sql = false, json = false,
       quiet = false;
};

/// Where the options of the definitions go.
const commands::Bindings<RevisionOptions>& revision_bindings();

/// The options that limbeck gives, and no person: what the target is.
void add_target_options(CLI::App& command, RevisionOptions& options);

/// Reads the directories' revisions. Reports what is wrong with them, and throws Failure then.
history::Graph read_history(const RevisionOptions& options, Session& session);

/// A node that follows `heads`, with a new id where none is asked for.
history::Node new_node(const RevisionOptions& options, const history::Graph& graph,
                       const std::vector<std::string>& heads);

/// Writes the file, runs the target's hooks on it, and says what it did. Returns the exit code.
int write_revision(const RevisionOptions& options, const history::Graph& graph,
                   const NewRevision& revision, Session& session);

std::string list_of(const std::vector<std::string>& items);

}  // namespace limbeck::compiler
