// Reads and verifies the revisions of a directory.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "compiler/revisions/revision_file.h"
#include "migrations/history/graph.h"

namespace limbeck::compiler {

/// All .cpp files of `directory`, sorted by name. Hidden files, which editors create, are left out.
/// Throws std::filesystem::filesystem_error if the directory cannot be read.
std::vector<std::string> revision_files(const std::filesystem::path& directory);

/// The files of several directories, in the order of the directories.
std::vector<std::string> revision_files(const std::vector<std::string>& directories);

struct RevisionSet {
  std::vector<RevisionFile> revisions;  ///< in the order of the files
  std::optional<history::Graph> graph;  ///< empty if the history has errors
};

/// Reads `files` and verifies their graph. Reports all errors, but none that only follows from
/// another.
RevisionSet read_revisions(const std::vector<std::string>& files, bool multiple_heads,
                           diagnostics::Diagnostics& diagnostics);

}  // namespace limbeck::compiler
