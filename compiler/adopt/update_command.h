// scaffold --update: headers that are there follow a database that went on.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>
#include <vector>

#include "compiler/scaffold/scaffold.h"

namespace limbeck::adopt {

struct UpdateCommand {
  std::filesystem::path model;         ///< the JSON of the headers' scan
  std::filesystem::path live;          ///< the database's schema as JSON, in the models' words
  std::filesystem::path project_root;  ///< what the places in `model` are relative to
  std::filesystem::path output;        ///< where headers of new tables go
  std::vector<std::string> naming;     ///< NAMING_CONVENTION
  bool comments = false;               ///< COMMENTS
  std::string cpp_namespace = {};
  bool keep_names = false;
  bool dry_run = false;                                 ///< prints the changes and makes none
  std::vector<std::filesystem::path> sql_objects = {};  ///< SQL_OBJECTS
};

/// Changes the files of SQL that scaffold wrote to `folder` to what it would write now: `files`, of
/// paths in `folder`. `sql_objects` are the target's files; where scaffold wrote none of them, they
/// are a person's, and nothing is done. Prints each change, and `add to SQL_OBJECTS` for a new
/// file. Returns what has to be changed by hand: files that were edited since, or whose objects are
/// gone.
std::vector<compiler::Unsaid> update_sql(const std::vector<compiler::ScaffoldFile>& files,
                                         const std::filesystem::path& folder,
                                         const std::vector<std::filesystem::path>& sql_objects,
                                         bool dry_run, std::ostream& out);

/// Prints what changes, and changes it. `sql` is what scaffold would write as files of SQL for the
/// database. Returns 0, or 3 if something is left to be done by hand,
/// which it lists. Throws std::exception for files that cannot be read or written.
int update(const UpdateCommand& command, const std::vector<compiler::ScaffoldFile>& sql,
           std::ostream& out, std::ostream& error);

/// The lines that differ, as `diff -U0` prints them.
std::string difference(const std::string& file, const std::string& before,
                       const std::string& after);

}  // namespace limbeck::adopt
