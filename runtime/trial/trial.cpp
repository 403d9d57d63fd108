#include "runtime/trial/trial.h"

#include <set>

#include "limbeck/error.h"
#include "migrations/diff/diff.h"
#include "migrations/history/plan.h"
#include "migrations/history/replay.h"
#include "migrations/sql/dialect.h"
#include "runtime/connection/backend.h"
#include "runtime/introspect/introspect.h"
#include "runtime/introspect/postgresql/scratch.h"
#include "runtime/migrator/engine.h"
#include "runtime/migrator/messages.h"
#include "runtime/trial/scratch_database.h"
#include "runtime/verify/leave_out.h"

namespace limbeck::trial {
namespace {

using history::Direction;
using history::Graph;

std::string counted(std::size_t count, const std::string& what) {
  return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
}

/// What leads from one schema to the other, an operation a line.
std::string differences(const schema::Schema& from, const schema::Schema& to) {
  std::string out;
  for (const operations::Operation& operation : diff::diff(from, to))
    out += "\n  " + operations::describe(operation);
  for (const diff::Unreachable& each : diff::unreachable(from, to))
    out += "\n  " + each.path + ": " + each.message;
  return out;
}

bool can_go_down(const ManifestEntry& entry) {
  const Downgrade::Kind kind = entry.revision->downgrade.kind;
  return kind == Downgrade::Kind::operations || kind == Downgrade::Kind::reverse_of_upgrade;
}

/// A history on a scratch database.
class Run {
 public:
  Run(const Manifest& manifest, const Place& place)
      : database_(make_scratch_database(manifest, place.dialect, place.server)),
        engine_(manifest, connection::open(manifest, database_->url()), {}) {
    // Nothing here needs to outlive a crash.
    if (place.dialect == "sqlite") driver().execute("PRAGMA synchronous = OFF");
  }

  migrator::Engine& engine() { return engine_; }
  connection::Driver& driver() { return engine_.driver(); }

  schema::Schema schema(const std::set<std::string>& schemas = {}) { return read(schemas).schema; }

  introspect::Result read(const std::set<std::string>& schemas) {
    introspect::Options options;
    options.ledger = ledger::tables_of(engine_.ledger().names());
    options.schemas.assign(schemas.begin(), schemas.end());
    return introspect::introspect(driver(), options);
  }

 private:
  std::unique_ptr<ScratchDatabase> database_;
  migrator::Engine engine_;
};

std::set<std::string> schemas_of(const schema::Schema& schema) {
  std::set<std::string> out;
  for (const schema::Table& table : schema.tables) out.insert(table.name.schema);
  for (const schema::Enum& type : schema.enums) out.insert(type.name.schema);
  out.erase("");
  return out;
}

/// Down by one revision and nothing else: of its branch alone, as others may stand on the same
/// parent.
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
  const std::set<std::string> schemas = schemas_of(history::replay(manifest, order).schema);
  schema::Schema before = run.schema(schemas);
  std::size_t one_way = 0;
  for (const Graph::Index index : order) {
    const ManifestEntry& entry = manifest.entries[index];
    const std::string id(entry.id);
    run.engine().move(Direction::upgrade, id);
    schema::Schema after = run.schema(schemas);
    if (can_go_down(entry)) {
      run.engine().move(Direction::downgrade, below(graph, index));
      const schema::Schema back = run.schema(schemas);
      if (!schema::equivalent(back, before)) {
        refuse(entry,
               "its downgrade does not lead back; left to do after it:", differences(back, before));
      }
      run.engine().move(Direction::upgrade, id);
      const schema::Schema again = run.schema(schemas);
      if (!schema::equivalent(again, after)) {
        refuse(entry, "up again it leads elsewhere; it differs by:", differences(after, again));
      }
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
  const std::set<std::string> schemas = schemas_of(models);
  introspect::Result read = run.read(schemas);
  // As the database itself would keep the models.
  const schema::Schema expected = place.dialect == "postgresql"
                                      ? introspect::postgresql::as_kept(run.driver(), models)
                                      : sql::find_dialect(place.dialect)->lower(models);
  // A table that the history made once and gave to others is still there.
  verify::leave_out(read, expected, verify::filter_of(manifest), verify::naming_of(run.driver()));
  const schema::Schema& live = read.schema;
  if (schema::equivalent(live, expected)) {
    return counted(models.tables.size(), "table") + " at head as the models say";
  }
  throw Error(
      Error::Code::history,
      "a database at head is not what the models say; left to do:" + differences(live, expected) +
          "\n  (limbeck revision --autogenerate writes the revision)");
}

}  // namespace limbeck::trial
