#include "compiler/revisions/directory.h"

#include <algorithm>

#include "migrations/findings/rule_id.h"
#include "migrations/output/output.h"

namespace limbeck::compiler {

namespace fs = std::filesystem;

std::vector<std::string> revision_files(const fs::path& directory) {
  std::vector<fs::path> paths;
  if (!fs::exists(directory)) return {};  // git keeps no empty directory
  for (const fs::directory_entry& entry : fs::directory_iterator(directory)) {
    const fs::path& path = entry.path();
    if (path.extension() == ".cpp" && !path.filename().string().starts_with('.') &&
        !entry.is_directory()) {
      paths.push_back(path);
    }
  }
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> files;
  files.reserve(paths.size());
  for (const fs::path& path : paths) files.push_back(path.string());
  return files;
}

std::vector<std::string> revision_files(const std::vector<std::string>& directories) {
  std::vector<std::string> files;
  for (const std::string& directory : directories) {
    for (std::string& file : revision_files(fs::path(directory))) files.push_back(std::move(file));
  }
  return files;
}

RevisionSet read_revisions(const std::vector<std::string>& files, bool multiple_heads,
                           diagnostics::Diagnostics& diagnostics) {
  RevisionSet set;
  bool all_known = true;
  for (const std::string& file : files) {
    std::string text;
    try {
      text = output::read(file);
    } catch (const fs::filesystem_error& error) {
      diagnostics.error(RuleId::file, "cannot read the revision: " + error.code().message(),
                        {file, 0, 0, 0});
      all_known = false;
      continue;
    }
    if (auto revision = read_revision_file(file, text, diagnostics)) {
      set.revisions.push_back(std::move(*revision));
    } else {
      all_known = false;
    }
  }
  const bool all_read = !diagnostics.had_errors();

  std::vector<history::Node> nodes;
  nodes.reserve(set.revisions.size());
  for (const RevisionFile& revision : set.revisions) nodes.push_back(revision.node);
  auto built = history::Graph::build(std::move(nodes));
  if (const auto* problems = std::get_if<std::vector<Finding>>(&built)) {
    for (const Finding& problem : *problems) {
      // A parent that is missing may be the one that could not be read.
      const bool misses_another =
          problem.rule == RuleId::unknown_parent || problem.rule == RuleId::unknown_dependency;
      if (all_known || !misses_another) diagnostics.report(problem);
    }
    return set;
  }
  auto& graph = std::get<history::Graph>(built);
  if (!all_read) return set;
  if (!multiple_heads) {
    if (const auto problem = history::refuse_several_heads(graph)) {
      diagnostics.report(*problem);
      return set;
    }
  }
  set.graph = std::move(graph);
  return set;
}

}  // namespace limbeck::compiler
