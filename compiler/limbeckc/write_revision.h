// What `revision` and `merge` share: the options of a target for new revisions, and writing the
// file.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "compiler/emit/revision_source.h"
#include "compiler/limbeckc/session.h"
#include "migrations/history/create.h"
#include "migrations/history/graph.h"
#include "migrations/schema/filter.h"
#include "runtime/commands/declare.h"

namespace limbeck::compiler {

/// The options of the command line and of the target's response file.
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
  std::string against;  ///< a file with the schema of the database in the models' spelling
  std::vector<std::string> exclude, include_schemas;  ///< the filters with which it was read
  std::vector<std::string> heads, branch_labels, depends_on;
  bool splice = false, autogenerate = false, empty = false, sql = false, json = false,
       quiet = false;
};

/// Binds the options of the definitions to their variables.
const commands::Bindings<RevisionOptions>& revision_bindings();

/// The options that limbeck passes for the target, and that users do not write.
void add_target_options(CLI::App& command, RevisionOptions& options);

/// Reads the revisions of the directories. Reports errors in them and then throws Failure.
history::Graph read_history(const RevisionOptions& options, Session& session);

/// A node that revises `heads`, with a new id if none is given.
history::Node new_node(const RevisionOptions& options, const history::Graph& graph,
                       const std::vector<std::string>& heads);

/// Writes the file, runs the target's hooks on it, and prints what it did. Returns the exit code.
int write_revision(const RevisionOptions& options, const history::Graph& graph,
                   const NewRevision& revision, Session& session);

std::string list_of(const std::vector<std::string>& items);

}  // namespace limbeck::compiler
