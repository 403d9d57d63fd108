#include "runtime/inspect/inspect.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <ostream>

#include "limbeck/error.h"
#include "migrations/history/plan.h"
#include "migrations/output/output.h"
#include "migrations/schema/json_text.h"
#include "migrations/state/note.h"
#include "migrations/text/shown.h"
#include "runtime/connection/open.h"
#include "runtime/inspect/carried_history.h"
#include "runtime/migrator/engine.h"
#include "runtime/migrator/messages.h"
#include "runtime/migrator/prepare.h"

namespace limbeck::inspect {
namespace {

using Json = nlohmann::ordered_json;

// In bytes: executables with debug information are large, and files without an end are none.
constexpr std::size_t largest_binary = std::size_t{4} << 30;

std::string counted(std::size_t count) {
  return std::to_string(count) + (count == 1 ? " revision" : " revisions");
}

std::string parents(const Revision& revision) {
  std::string out;
  for (const std::string_view id : revision.revises)
    out += (out.empty() ? "" : ", ") + std::string(id);
  return out.empty() ? "<base>" : out;
}

std::vector<std::string> listed(const std::string_view* items, std::size_t count) {
  return {items, items + count};
}

/// What the program would do when it starts.
struct Launch {
  std::string place, refusal;
  std::vector<std::string> current, pending, beyond;
};

Launch launch_of(const Manifest& manifest, const Options& options) {
  connection::Url url = connection::parse_url(options.url);
  // Looking makes no file.
  if (url.mode == connection::Url::Mode::create) url.mode = connection::Url::Mode::read_write;
  const connection::Backend* found = nullptr;
  for (const connection::Backend* backend : connection::every_backend) {
    if (backend != nullptr && backend->dialect == url.dialect) found = backend;
  }
  if (found == nullptr)
    throw Error(Error::Code::usage, "limbeck-inspect has no driver for " + url.dialect);
  Launch launch;
  launch.place = url.shown;
  MigrateOptions options_of_engine;
  options_of_engine.version_table = options.version_table;
  options_of_engine.version_table_schema = options.version_table_schema;
  options_of_engine.history_table = options.history_table;
  auto driver = found->open(url);
  try {
    migrator::Engine engine(manifest, std::move(driver), options_of_engine);
    launch.place = engine.place();
    const migrator::Position position = engine.position();
    launch.current = position.rows;
    launch.pending = position.pending;
    launch.beyond = position.beyond;
    if (!launch.pending.empty()) engine.refuse_edited();
    if (launch.pending.empty() && position.half_applied) {
      const ledger::Entry& half = *position.half_applied;
      launch.refusal =
          migrator::half_applied(launch.place, half, engine.find(half.revision)).what();
    }
  } catch (const Error& error) {
    if (error.code() != Error::Code::history && error.code() != Error::Code::usage) throw;
    launch.refusal = error.what();
  }
  return launch;
}

int exit_code_of(const Launch& launch) {
  return !launch.refusal.empty() ? 1 : launch.pending.empty() ? 0 : 3;
}

// A program that does not start is worse than one that migrates first.
int worse(int a, int b) { return a == 1 || b == 1 ? 1 : std::max(a, b); }

void print(const CarriedHistory& history, const history::Graph& graph, std::ostream& out) {
  const Manifest& manifest = history.manifest();
  out << one_line(manifest.name) << ": " << counted(manifest.size);
  if (manifest.head_count > 0)
    out << " to " << one_line(migrator::listed(listed(manifest.heads, manifest.head_count)));
  if (manifest.dialect_count > 0) {
    out << ", for "
        << one_line(migrator::listed(listed(manifest.dialects, manifest.dialect_count)));
  }
  out << " (limbeck " << one_line(manifest.version) << ")\n";
  for (const history::Graph::Index index : history::topological_order(graph)) {
    const ManifestEntry& entry = manifest.entries[index];
    const Carried& carried = history.revisions()[index];
    out << "  " << one_line(parents(*entry.revision)) << " -> " << one_line(entry.id);
    if (!entry.revision->message.empty()) out << ", " << one_line(entry.revision->message);
    out << "\n";
    for (const std::string& what : carried.destroys)
      out << "    ! destroys " << one_line(what) << "\n";
    const std::string why = carried.reason.empty() ? "" : " (" + one_line(carried.reason) + ")";
    if (!carried.compatible) {
      out << "    ! older programs cannot go on after it";
      if (!carried.reason.empty()) {
        out << why;
      } else if (!carried.incompatible.empty()) {
        out << ": " << one_line(migrator::listed(carried.incompatible));
      }
      out << "\n";
    } else if (!carried.incompatible.empty()) {
      out << "    older programs go on after it" << why << "\n";
    }
  }
}

void print(const Launch& launch, std::ostream& out) {
  out << "the database '" << one_line(launch.place) << "' ";
  if (!launch.refusal.empty()) {
    out << "keeps the program from starting: " << one_line(launch.refusal) << "\n";
    return;
  }
  out << "is at " << (launch.current.empty() ? "base" : one_line(migrator::listed(launch.current)));
  if (!launch.pending.empty()) {
    out << "; the program would apply " << counted(launch.pending.size()) << ": "
        << one_line(migrator::listed(launch.pending, 20)) << "\n";
  } else if (!launch.beyond.empty()) {
    out << "; the program would start, though older than "
        << one_line(migrator::listed(launch.beyond)) << "\n";
  } else {
    out << "; the program would start and apply nothing\n";
  }
}

Json json_of(const std::string& note, const std::optional<Launch>& launch) {
  // As it stands in the binary.
  Json json = schema::parse_json(note);
  if (!launch) return json;
  Json& database = json["database"];
  database["database"] = launch->place;
  database["starts"] = launch->refusal.empty();
  if (!launch->refusal.empty()) database["refusal"] = launch->refusal;
  database["current"] = launch->current;
  database["pending"] = launch->pending;
  database["beyond"] = launch->beyond;
  return json;
}

}  // namespace

int inspect(const Options& options, std::ostream& out, std::ostream& error) {
  const std::string& file = options.binaries.at(0);
  const state::Notes found = state::find_notes(output::read_regular(file, largest_binary));
  const std::vector<std::string>& notes = found.texts;
  if (!found.complete) {
    error << "error: " << file
          << " has very many marks of a history with wrong checksums; it was not read to its end\n";
    return 1;
  }
  if (notes.empty()) {
    error << "error: " << file
          << " carries no history: it was not linked with one of limbeck_add_migrations, or it is "
             "packed, or cut off, or was built for another machine without an emulator\n";
    return 1;
  }
  int code = 0;
  Json all = Json::array();
  for (const std::string& note : notes) {
    ReadHistory read = read_history(note);
    std::string problem;
    if (const auto* why = std::get_if<std::string>(&read)) {
      problem = *why;
    } else {
      const CarriedHistory& history = std::get<CarriedHistory>(read);
      try {
        const history::Graph graph = migrator::graph_of(history.manifest());
        std::optional<Launch> launch;
        if (!options.url.empty()) launch = launch_of(history.manifest(), options);
        if (options.json) {
          all.push_back(json_of(note, launch));
        } else {
          print(history, graph, out);
          if (launch) print(*launch, out);
        }
        if (launch) code = worse(code, exit_code_of(*launch));
        continue;
      } catch (const Error& broken) {
        if (broken.code() != Error::Code::history) throw;
        problem = broken.what();
      }
    }
    error << "error: a history in " << file << " cannot be read: " << one_line(problem) << "\n";
    code = 1;
  }
  if (options.json) out << all.dump(2, ' ', false, Json::error_handler_t::replace) << "\n";
  return code;
}

}  // namespace limbeck::inspect
