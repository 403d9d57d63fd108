#include "migrations/state/state.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string_view>

#include "migrations/findings/rule_id.h"
#include "migrations/history/recorded.h"
#include "migrations/history/replay.h"
#include "migrations/history/run_sql.h"
#include "migrations/operations/subject.h"
#include "migrations/operations/walk.h"
#include "migrations/output/output.h"
#include "migrations/rules/rules.h"
#include "migrations/schema/json.h"
#include "migrations/sql/dialect.h"
#include "migrations/state/affected.h"
#include "migrations/state/former_names.h"
#include "migrations/state/note.h"

namespace limbeck::state {
namespace {

namespace fs = std::filesystem;
using operations::Operation;
using schema::Location;

// Converts places to the present names of files. An operation has recorded the name under which its
// revision was compiled, which a build can change (-ffile-prefix-map).
class Places {
 public:
  Places(const Manifest& manifest, const std::string& root) : root_(root) {
    for (std::size_t i = 0; i < manifest.size; ++i) {
      const fs::path file(manifest.entries[i].file);
      auto [known, added] = by_name_.emplace(file.filename().string(), file);
      if (!added) known->second.clear();  // two of one name: no telling
    }
  }

  Location of(Location location) const {
    const fs::path file(location.file);
    const auto known = by_name_.find(file.filename().string());
    if (known != by_name_.end() && !known->second.empty()) location.file = path(known->second);
    return location;
  }
  Location of(const ManifestEntry& entry) const {
    return {.file = path(fs::path(entry.file)), .line = entry.line, .column = 1};
  }

 private:
  std::string path(const fs::path& file) const {
    return root_.empty() ? file.string() : (fs::path(root_) / file).lexically_normal().string();
  }

  std::string root_;
  std::map<std::string, fs::path> by_name_;
};

// The path of what an operation creates or changes; empty if no database can reject it.
std::string path_of_change(const Operation& operation) {
  using operations::On;
  using operations::Verb;
  const operations::Subject before = subject_of(operation);
  operations::Subject subject = before.verb == Verb::rename ? renamed(before) : before;
  // A value is a part of its enum.
  if (subject.on == On::value) subject.on = On::enumeration;
  switch (subject.verb) {
    case Verb::create:
    case Verb::alter:
    case Verb::attach:
    case Verb::rename:
      return path_of(subject);
    case Verb::comment:
      return object_in(subject) ? path_of(subject) : std::string();
    case Verb::drop:
    case Verb::detach:
    case Verb::validate:
    case Verb::run:
      return {};
  }
  return {};
}

// The last operation, also in blocks and effects, that created `path` or the nearest part around
// it.
const Operation* find_maker(const std::vector<Operation>& operations, std::string path) {
  while (!path.empty()) {
    const Operation* maker = nullptr;
    operations::for_each_leaf(operations, [&](const Operation& operation) {
      if (path_of_change(operation) == path) maker = &operation;
    });
    if (maker != nullptr) return maker;
    const auto slash = path.rfind('/');
    path.resize(slash == std::string::npos ? 0 : slash);
  }
  return nullptr;
}

bool changes_type(const std::vector<Operation>& operations) {
  return operations::any_of_runs(operations, [](const Operation& operation) {
    const auto* change = std::get_if<operations::AlterColumn>(&operation.value);
    return change != nullptr && change->type;
  });
}

// The downgrade of a revision if it changes a type; otherwise nullopt.
std::vector<Operation> retyping_downgrade(const Manifest& manifest, const ManifestEntry& entry,
                                          const std::vector<Operation>& upgrade,
                                          const schema::Schema& before) {
  if (!changes_type(upgrade)) return {};
  history::OperationsOrProblems downgrade =
      history::operations_of(manifest, entry, history::Direction::downgrade, before);
  auto* operations = std::get_if<std::vector<Operation>>(&downgrade);
  if (operations == nullptr || !changes_type(*operations)) return {};
  return std::move(*operations);
}

// Reports changes of types that need a `using_expression`. Applies the operations to the applier's
// schema.
void report_undecided(const ManifestEntry& entry, const std::vector<Operation>& operations,
                      const char* where, const std::vector<const sql::FullDialect*>& dialects,
                      operations::Applier& applier, const Places& places,
                      diagnostics::Diagnostics& diagnostics) {
  for (Finding& gap :
       rules::check({operations, false, dialects}, applier, rules::Concern::conversion)) {
    gap.message = where + gap.message;
    gap.location = places.of(gap.location.line > 0 ? gap.location : history::location_of(entry));
    diagnostics.report(std::move(gap));
  }
}

bool has_error_at(const schema::Location& place, const diagnostics::Diagnostics& diagnostics) {
  return std::ranges::any_of(diagnostics.all(), [&](const Finding& finding) {
    return finding.rule == RuleId::operation && finding.location == place;
  });
}

// Checks the schema after each revision, but only the tables and enums that the revision changes:
// all others were checked before. Reports each refusal once, at the first revision that causes it.
void report_refusals(const Manifest& manifest, const history::Graph& graph, const Places& places,
                     diagnostics::Diagnostics& diagnostics) {
  std::vector<const sql::FullDialect*> dialects;
  std::vector<sql::Server> lowest;
  for (std::size_t i = 0; i < manifest.dialect_count; ++i) {
    const sql::FullDialect* dialect = sql::find_dialect(manifest.dialects[i]);
    if (dialect == nullptr) continue;
    dialects.push_back(dialect);
    lowest.push_back({history::lowest_version(manifest, dialect->name()), true});
  }
  if (dialects.empty()) return;
  schema::Schema schema;
  operations::Applier applier(schema);
  std::set<std::string> reported;
  for (const history::Graph::Index index : history::topological_order(graph)) {
    const ManifestEntry& entry = manifest.entries[index];
    const std::vector<Operation> upgrade = history::recorded_upgrade(manifest, entry, schema);
    for (std::size_t i = 0; i < dialects.size(); ++i) {
      for (const sql::Lacking& one : dialects[i]->lacking(upgrade, lowest[i]))
        diagnostics.error(RuleId::unsupported, one.what, places.of(one.operation->location));
    }
    const AffectedObjects affected = affected_by(upgrade, schema);
    const std::vector<Operation> downgrade = retyping_downgrade(manifest, entry, upgrade, schema);
    for (const Operation& operation : upgrade) {
      report_undecided(entry, {operation}, "", dialects, applier, places, diagnostics);
      // An operation on something that does not exist was reported already, with the reason.
      if (has_error_at(places.of(operation.location), diagnostics)) continue;
      for (const sql::FullDialect* dialect : dialects) {
        for (const std::string& problem : dialect->refuse(operation, schema))
          diagnostics.error(RuleId::unsupported, problem, places.of(operation.location));
      }
    }
    if (!downgrade.empty()) {
      schema::Schema after = schema;
      operations::Applier downwards(after);
      report_undecided(entry, downgrade, "the downgrade: ", dialects, downwards, places,
                       diagnostics);
    }
    const schema::Schema part = part_of(schema, affected);
    for (const sql::FullDialect* dialect : dialects) {
      for (Finding& refusal : dialect->refuse(part)) {
        if (!reported
                 .insert(std::string(dialect->name()) + '\n' + refusal.path + '\n' +
                         refusal.message)
                 .second)
          continue;
        const Operation* maker = find_maker(upgrade, refusal.path);
        refusal.location = maker == nullptr ? places.of(entry) : places.of(maker->location);
        diagnostics.report(std::move(refusal));
      }
    }
  }
}

struct Arguments {
  std::string output, root, note;
};

std::optional<Arguments> parse(int argc, char** argv) {
  Arguments arguments;
  for (int i = 1; i < argc; i += 2) {
    const std::string_view option(argv[i]);
    std::string* value = option == "--output" ? &arguments.output
                         : option == "--root" ? &arguments.root
                         : option == "--note" ? &arguments.note
                                              : nullptr;
    if (value == nullptr || i + 1 >= argc) return std::nullopt;
    *value = argv[i + 1];
  }
  return arguments.output.empty() ? std::nullopt : std::optional(arguments);
}

}  // namespace

void report_problems(const Manifest& manifest, const history::Graph& graph, const std::string& root,
                     diagnostics::Diagnostics& diagnostics) {
  const Places places(manifest, root);
  for (Finding& problem : verify(manifest, graph)) {
    problem.location = places.of(problem.location);
    diagnostics.report(std::move(problem));
  }
  for (std::size_t i = 0; i < manifest.size; ++i) {
    const Revision& revision = *manifest.entries[i].revision;
    if (revision.compatible.empty() || revision.incompatible.empty()) continue;
    diagnostics.error(RuleId::compatible,
                      "revision " + std::string(manifest.entries[i].id) +
                          " says that older programs go on working after it, and that they do not; "
                          "take .compatible or .incompatible away",
                      places.of(manifest.entries[i]));
  }
  report_refusals(manifest, graph, places, diagnostics);
}

std::string state_text(const Manifest& manifest, const history::Graph& graph,
                       const std::string& root) {
  const Places places(manifest, root);
  LocatedReplay replayed = replay_with_locations(manifest, history::topological_order(graph));
  for (auto& [path, location] : replayed.locations) location = places.of(location);
  nlohmann::ordered_json json = to_json(replayed.schema);
  json["locations"] = to_json(replayed.locations);
  nlohmann::ordered_json& former = json["former_names"] = nlohmann::ordered_json::object();
  for (const auto& [path, names] : former_names(manifest, history::topological_order(graph)))
    former[path] = names;
  nlohmann::ordered_json& heads = json["heads"] = nlohmann::ordered_json::array();
  for (const history::Graph::Index head : graph.heads()) {
    const ManifestEntry& entry = manifest.entries[head];
    heads.push_back({{"id", std::string(entry.id)},
                     {"message", std::string(entry.revision->message)},
                     {"location", to_json(places.of(entry))}});
  }
  const std::vector<UnmarkedLoss> unmarked = unmarked_losses(manifest, graph);
  if (!unmarked.empty()) json["destructive"] = nlohmann::ordered_json::array();
  for (const UnmarkedLoss& loss : unmarked) {
    const ManifestEntry& entry = manifest.entries[loss.revision];
    json["destructive"].push_back({{"id", std::string(entry.id)},
                                   {"destroys", fact(loss.loss, "destroys")},
                                   {"location", to_json(places.of(loss.loss.location))},
                                   {"revision_location", to_json(places.of(entry))}});
  }
  return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

int state_main(const Manifest& manifest, int argc, char** argv) {
  const auto arguments = parse(argc, argv);
  if (!arguments) {
    std::cerr << "usage: " << (argc > 0 ? argv[0] : "state")
              << " --output FILE [--root DIRECTORY] [--note FILE]\n";
    return 2;
  }
  diagnostics::Diagnostics diagnostics;
  auto built = history::Graph::build(history::nodes_of(manifest));
  if (const auto* problems = std::get_if<std::vector<Finding>>(&built)) {
    for (const Finding& problem : *problems)
      diagnostics.error(problem.rule, problem.message, problem.location);
  } else {
    report_problems(manifest, std::get<history::Graph>(built), arguments->root, diagnostics);
  }
  print(std::cerr, diagnostics, diagnostics::wants_colour(STDERR_FILENO));
  if (diagnostics.had_errors()) return 1;
  try {
    output::write_if_changed(
        arguments->output, state_text(manifest, std::get<history::Graph>(built), arguments->root));
    if (!arguments->note.empty()) {
      const std::string json = note_json(manifest, std::get<history::Graph>(built));
      output::write_if_changed(arguments->note, note_source(manifest.name, note_of(json)));
    }
  } catch (const fs::filesystem_error& error) {
    std::cerr << "error: " << error.what() << '\n';
    return 1;
  }
  return 0;
}

}  // namespace limbeck::state
