// The revisions of a directory, read and verified.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "compiler/revisions/revision_file.h"
#include "migrations/history/graph.h"

namespace limbeck::compiler {

/// Every .cpp file of `directory`, sorted by name: those are its revisions. Hidden files are left
/// out (editors leave them behind). Throws std::filesystem::filesystem_error where the directory
/// cannot be read.
std::vector<std::string> revision_files(const std::filesystem::path& directory);

/// Those of several, one directory after the other.
std::vector<std::string> revision_files(const std::vector<std::string>& directories);

struct RevisionSet {
  std::vector<RevisionFile> revisions;  ///< in the order of the files
  std::optional<history::Graph> graph;  ///< unless something is wrong with the history
};

/// Reads `files` and verifies their graph; every problem is reported, none because of another one.
RevisionSet read_revisions(const std::vector<std::string>& files, bool multiple_heads,
                           diagnostics::Diagnostics& diagnostics);

/// A problem of the graph as a diagnostic.
void report(const history::Problem& problem, diagnostics::Diagnostics& diagnostics);

}  // namespace limbeck::compiler
