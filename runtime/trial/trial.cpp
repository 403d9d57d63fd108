#include "runtime/trial/trial.h"
#include "runtime/connection/doing.h"

#include <algorithm>

#include "limbeck/error.h"
#include "migrations/history/plan.h"
#include "migrations/history/replay.h"
#include "migrations/history/run_sql.h"
#include "migrations/scope/governed.h"
#include "migrations/scope/scope.h"
#include "runtime/connection/backend.h"
#include "runtime/introspect/introspect.h"
#include "runtime/introspect/schemas.h"
#include "runtime/migrator/engine.h"
#include "runtime/migrator/messages.h"
#include "runtime/trial/scratch_database.h"
#include "runtime/verify/verify.h"

namespace limbeck::trial {
namespace {

using history::Direction;
using history::Graph;

std::string counted(std::size_t count, const std::string& what) {
  return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
}

/// The operations that lead from one schema to the other, one a line.
std::string differences(const schema::Schema& from, const schema::Schema& to) {
  std::string out;
  for (const operations::Operation& operation : diff::diff(from, to))
    out += "\n  " + operations::describe(operation);
  for (const Finding& each : diff::unreachable(from, to))
    out += "\n  " + each.path + ": " + each.message;
  return out;
}

using Omissions = std::vector<introspect::Omission>;

bool has(const Omissions& list, const introspect::Omission& one) {
  return std::any_of(list.begin(), list.end(), [&](const introspect::Omission& other) {
    return other.path == one.path && other.what == one.what;
  });
}

/// The omissions of one list that the other does not have, one a line.
std::string missing(const Omissions& from, const Omissions& in, const std::string& word) {
  std::string out;
  for (const introspect::Omission& one : from)
    if (!has(in, one)) out += "\n  " + one.path + ": " + one.what + word;
  return out;
}

/// The same for all that was read, including the omissions and the defects.
std::string differences(const introspect::Result& from, const introspect::Result& to) {
  std::string out;
  if (!schema::equivalent(from.schema, to.schema)) {
    out = differences(from.schema, to.schema);
    // They differ even if no operation can change the one to the other.
    if (out.empty()) {
      for (const Finding& one : verify::differences(to.schema, from.schema))
        out += "\n  " + to_string(one);
    }
  }
  return out + missing(from.omissions, to.omissions, " is there") +
         missing(to.omissions, from.omissions, " is gone") + missing(from.defects, to.defects, "") +
         missing(to.defects, from.defects, " is gone");
}

bool can_go_down(const ManifestEntry& entry) {
  const Downgrade::Kind kind = entry.revision->downgrade.kind;
  return kind == Downgrade::Kind::operations || kind == Downgrade::Kind::reverse_of_upgrade;
}

/// Runs a history on a scratch database.
class Run {
 public:
  Run(const Manifest& manifest, const Place& place)
      : database_(make_scratch_database(manifest, place.dialect, place.server)),
        engine_(manifest, connection::open(manifest, database_->url()), {}) {
    database_->hurry(driver());
  }

  migrator::Engine& engine() { return engine_; }
  connection::Driver& driver() { return engine_.driver(); }

  /// All that is in the scratch database, in every schema: the history made it.
  introspect::Result read() {
    introspect::Options options;
    options.ledger = ledger::tables_of(engine_.ledger().names());
    return connection::doing(driver(), "reading what the history has made", [&] {
      const scope::Scope scope(scope::for_scratch_database({}), introspect::naming_of(driver()));
      options.schemas =
          scope.schemas_to_read({}, [&] { return introspect::schemas_of_database(driver()); });
      return introspect::introspect(driver(), options);
    });
  }

 private:
  std::unique_ptr<ScratchDatabase> database_;
  migrator::Engine engine_;
};

/// The target of a downgrade by this revision alone. It names the branch, because other branches
/// may start from the same parent.
std::string below(const Graph& graph, Graph::Index index) {
  const auto parents = graph.revises(index);
  return graph.node(index).id + "@" +
         (parents.empty() ? std::string("base") : graph.node(parents.front()).id);
}

[[noreturn]] void refuse(const ManifestEntry& entry, const std::string& what,
                         const std::string& list) {
  throw Error(Error::Code::history,
              migrator::place_prefix({std::string(entry.file), entry.line, 0, 0}) + "revision " +
                  migrator::revision_name(entry) + ": " + what + list)
      .at_revision(std::string(entry.id));
}

}  // namespace

std::string one_head(const Manifest& manifest, const Graph& graph) {
  const std::vector<Graph::Index>& heads = graph.real_heads();
  if (heads.size() < 2) {
    return heads.empty() ? "the history is empty"
                         : "one head: " + migrator::revision_name(manifest.entries[heads.front()]);
  }
  std::string list;
  for (const Graph::Index head : heads) {
    const ManifestEntry& entry = manifest.entries[head];
    list += "\n  " + migrator::place_prefix({std::string(entry.file), entry.line, 0, 0}) +
            migrator::revision_name(entry);
  }
  throw Error(Error::Code::history, "the history has " + std::to_string(heads.size()) +
                                        " heads; join them with 'limbeck merge heads':" + list);
}

std::string up(const Manifest& manifest, const Place& place) {
  Run run(manifest, place);
  const MigrationReport report = run.engine().move(Direction::upgrade, "heads");
  if (!run.engine().position().pending.empty()) {
    throw Error(Error::Code::history, "revisions are still pending after an upgrade to the heads");
  }
  return counted(report.applied.size(), "revision") + " up to " + migrator::listed(report.heads);
}

std::string up_down_up(const Manifest& manifest, const Graph& graph, const Place& place) {
  Run run(manifest, place);
  const std::vector<Graph::Index> order = history::topological_order(graph);
  introspect::Result before = run.read();
  std::size_t one_way = 0;
  for (const Graph::Index index : order) {
    const ManifestEntry& entry = manifest.entries[index];
    const std::string id(entry.id);
    run.engine().move(Direction::upgrade, id);
    introspect::Result after = run.read();
    if (can_go_down(entry)) {
      run.engine().move(Direction::downgrade, below(graph, index));
      if (const std::string left = differences(run.read(), before); !left.empty())
        refuse(entry, "its downgrade does not lead back; left to do after it:", left);
      run.engine().move(Direction::upgrade, id);
      if (const std::string other = differences(after, run.read()); !other.empty())
        refuse(entry, "up again it leads elsewhere; it differs by:", other);
    } else {
      ++one_way;
    }
    before = std::move(after);
  }
  return counted(graph.size() - one_way, "revision") + " up, down and up again" +
         (one_way == 0 ? "" : "; " + counted(one_way, "other") + " only up, irreversible");
}

std::string models(const Manifest& manifest, const schema::Schema& models, const Place& place) {
  Run run(manifest, place);
  run.engine().move(Direction::upgrade, "heads");
  const std::vector<Graph::Index> order = history::topological_order(run.engine().graph());
  const schema::Schema history = history::replay(manifest, order).schema;
  const schema::Schema wanted = scope::governed(models, history, {});
  // EXCLUDE_TABLES applies here, too: an old revision may have made a table that another owner
  // manages now, and the scratch database still has it.
  const schema::Filter filter = scope::for_scratch_database(scope::filter_of(manifest));
  const verify::Verification found =
      verify::verify(run.driver(), wanted,
                     {.ledger = ledger::tables_of(run.engine().ledger().names()),
                      .filter = filter,
                      .run_sql = history::run_sql(manifest, order)});
  if (found.differences.empty())
    return counted(models.tables.size(), "table") + " at head as the models say";
  std::string left = differences(found.before, wanted);
  if (left.empty()) {
    for (const Finding& one : found.differences) left += "\n  " + to_string(one);
  }
  throw Error(Error::Code::history,
              "a database at head is not what the models say; left to do:" + left +
                  "\n  (limbeck revision --autogenerate writes the revision)");
}

}  // namespace limbeck::trial
