#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>

#include "compiler/emit/manifest_source.h"
#include "compiler/limbeckc/command_options.h"
#include "compiler/limbeckc/commands.h"
#include "compiler/revisions/directory.h"
#include "migrations/history/plan.h"
#include "migrations/output/output.h"
#include "migrations/schema/naming_pattern.h"
#include "migrations/schema/schema.h"
#include "migrations/sql/dialect.h"

namespace limbeck::compiler {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse_naming(const std::string& why) {
  throw Failure("NAMING_CONVENTION: " + why, exit_usage);
}

struct ManifestOptions {
  std::string name, output, header, database, project_root, stamp;
  std::vector<std::string> directories, revisions, dialects, naming;
  std::string version_table, version_table_schema, history_table;
  schema::Filter filter;
  bool multiple_heads = false;
  bool backends = false;
};

// The file name in messages of the binary, which does not depend on where it was built.
std::string shown(const std::string& file, const std::string& root) {
  const fs::path path(file);
  if (root.empty()) return path.filename().string();
  const fs::path relative = fs::absolute(path).lexically_normal().lexically_relative(
      fs::absolute(root).lexically_normal());
  return relative.empty() || *relative.begin() == ".." ? path.filename().string()
                                                       : relative.string();
}

// The patterns that applied to each revision: those of the sections of NAMING_CONVENTION that start
// before it.
void set_naming(const ManifestOptions& options, const RevisionSet& set, ManifestSource& manifest) {
  auto read = schema::read_naming(options.naming);
  if (const auto* problem = std::get_if<std::string>(&read)) refuse_naming(*problem);
  const auto& sections = std::get<std::vector<schema::NamingSection>>(read);
  if (options.naming.empty()) return;
  const history::Graph& graph = *set.graph;
  std::vector<std::vector<bool>> holds(sections.size(), std::vector<bool>(graph.size(), false));
  for (std::size_t i = 0; i < sections.size(); ++i) {
    const std::string& after = sections[i].after;
    const auto start = graph.find(after);
    if (!after.empty() && !start) {
      const std::string near = schema::nearest(after, graph.names());
      refuse_naming("there is no revision '" + after + "'" +
                    (near.empty() ? "" : "; did you mean '" + near + "'?"));
    }
    for (const history::Graph::Index index : history::topological_order(graph)) {
      const auto below = graph.below(index);
      holds[i][index] = after.empty() || std::ranges::any_of(below, [&](auto one) {
                          return one == *start || holds[i][one];
                        });
    }
  }
  for (history::Graph::Index index = 0; index < graph.size(); ++index) {
    // The last pattern of a kind counts.
    std::map<std::string, std::string> patterns;
    for (std::size_t i = 0; i < sections.size(); ++i) {
      if (!holds[i][index]) continue;
      for (const std::string& pattern : sections[i].patterns)
        patterns[pattern.substr(0, pattern.find('='))] = pattern;
    }
    std::vector<std::string> list;
    for (auto& [kind, pattern] : patterns) list.push_back(std::move(pattern));
    const auto known = std::ranges::find(manifest.naming, list);
    const auto which = static_cast<std::size_t>(known - manifest.naming.begin());
    if (which > 255) refuse_naming("it changes more than 255 times");
    manifest.naming_of.push_back(static_cast<unsigned char>(which));
    if (known == manifest.naming.end()) manifest.naming.push_back(std::move(list));
  }
}

// `postgresql>=13`: the name, and the version as the dialect numbers it.
void add_dialect(const std::string& given, ManifestSource& manifest) {
  const std::size_t sign = given.find(">=");
  const std::string name = given.substr(0, sign);
  int version = 0;
  if (sign != std::string::npos) {
    check_dialects({name});
    version = sql::find_dialect(name)->read_version(given.substr(sign + 2));
    if (version == 0) {
      throw Failure("DIALECTS: '" + given + "' asks for no version that limbeck works with",
                    exit_usage);
    }
  }
  manifest.dialects.push_back(name);
  // As many as dialects, once one has a version.
  if (version != 0 || !manifest.lowest_versions.empty()) {
    manifest.lowest_versions.resize(manifest.dialects.size());
    manifest.lowest_versions.back() = version;
  }
}

ManifestSource manifest_of(const ManifestOptions& options, const RevisionSet& set) {
  ManifestSource manifest{.name = options.name,
                          .entries = {},
                          .heads = {},
                          .dialects = {},
                          .lowest_versions = {},
                          .database = options.database,
                          .version_table = options.version_table,
                          .version_table_schema = options.version_table_schema,
                          .history_table = options.history_table,
                          .exclude_tables = options.filter.exclude,
                          .include_schemas = options.filter.schemas,
                          .naming = {},
                          .naming_of = {},
                          .version = LIMBECK_VERSION,
                          .backends = options.backends};
  for (const std::string& dialect : options.dialects) add_dialect(dialect, manifest);
  for (const RevisionFile& revision : set.revisions) {
    manifest.entries.push_back({revision.node.id,
                                shown(revision.node.location.file, options.project_root),
                                revision.node.location.line, revision.checksum});
  }
  for (const history::Graph::Index head : set.graph->heads())
    manifest.heads.push_back(set.graph->node(head).id);
  std::sort(manifest.heads.begin(), manifest.heads.end());
  set_naming(options, set, manifest);
  return manifest;
}

int run_manifest(const ManifestOptions& options, Session& session) {
  if (!is_identifier(options.name)) {
    throw Failure(
        "--name: '" + options.name +
            "' names the manifest in C++, so it must be an identifier: letters, digits and '_'",
        exit_usage);
  }
  if (options.revisions.empty() && options.directories.empty()) {
    throw Failure("one of --directory and --revision is needed", exit_usage);
  }
  refuse_bad_patterns(options.filter);
  const auto files =
      options.revisions.empty() ? revision_files(options.directories) : options.revisions;
  diagnostics::Diagnostics diagnostics;
  const RevisionSet set = read_revisions(files, options.multiple_heads, diagnostics);
  if (report(session, diagnostics)) return exit_failed;
  const ManifestSource manifest = manifest_of(options, set);
  output::write_if_changed(options.header, manifest_header(manifest));
  output::write_if_changed(options.output, manifest_source(manifest));
  if (!options.stamp.empty()) touch(options.stamp);
  return exit_done;
}

}  // namespace

void add_manifest_command(CLI::App& app, Session& session, int& exit_code) {
  auto options = std::make_shared<ManifestOptions>();
  CLI::App* command =
      app.add_subcommand("manifest", "Verify a history and write it as constant data");
  command->add_option("--name", options->name, "The target's name, and the manifest's in C++")
      ->required();
  command->add_option("--directory", options->directories,
                      "A directory whose .cpp files are the revisions");
  command->add_option("--revision", options->revisions,
                      "The revisions one by one, instead of a directory's");
  command->add_option("--output", options->output, "The manifest's source")->required();
  command->add_option("--header", options->header, "The header that declares it")->required();
  command->add_option(
      "--dialect", options->dialects,
      "A database that the history is for, with its lowest version: postgresql>=13");
  command->add_option("--database", options->database, "The URL to use where no other is given");
  command->add_option("--version-table", options->version_table,
                      "The table of the revisions a database is at");
  command->add_option("--version-table-schema", options->version_table_schema, "Its schema");
  command->add_option("--history-table", options->history_table,
                      "The table of what was run in a database");
  add_filter_options(*command, options->filter);
  add_naming_option(*command, options->naming);
  command->add_flag("--multiple-heads", options->multiple_heads, "Allow more than one head");
  command->add_flag("--backends", options->backends,
                    "Name NAME_backends, where a program says what it links of each dialect");
  command->add_option("--project-root", options->project_root,
                      "What the files are named relative to");
  command->add_option("--stamp", options->stamp, "A file to touch when all went well");
  command->callback(
      [options, &session, &exit_code] { exit_code = run_manifest(*options, session); });
}

}  // namespace limbeck::compiler
