// stamp as a script: the version table, and an entry of limbeck_history for each revision that is
// now said to be applied, or not any more. What is recorded already is left to the database to find
// when the script runs, as the migrator asks it (runtime/migrator/stamp.cpp).
#include <algorithm>

#include "limbeck/error.h"
#include "migrations/sql/known_dialects.h"
#include "runtime/migrator/messages.h"
#include "runtime/offline/range.h"
#include "runtime/offline/script.h"
#include "runtime/offline/steps.h"
#include "runtime/offline/text.h"

namespace limbeck::offline {
namespace {

struct Targets {
  std::string from;
  std::vector<std::string> to;
};

Targets targets_of(const std::vector<std::string>& texts) {
  Targets targets;
  bool has_from = false;
  for (const std::string& text : texts) {
    const Range range = parse_range(text);
    if (range.to.empty()) {
      throw Error(Error::Code::usage, "'" + text + "' says not what to stamp; write FROM:TO");
    }
    targets.to.push_back(range.to);
    if (!range.has_colon) continue;
    if (has_from && range.from != targets.from) {
      throw Error(Error::Code::usage, "a stamp starts from one place, and these are two: '" +
                                          targets.from + "' and '" + range.from + "'");
    }
    has_from = true;
    targets.from = range.from;
  }
  return targets;
}

/// The newest finished entry of a revision says that it is applied.
std::string is_applied(const std::string& history, const std::string& entry) {
  return entry + ".id = (SELECT max(other.id) FROM " + history +
         " AS other WHERE CAST(other.revision AS text) = CAST(" + entry +
         ".revision AS text) AND other.progress IS NULL) AND CAST(" + entry +
         ".direction AS text) NOT IN ('downgrade', 'unstamp')";
}

using Indices = std::vector<history::Graph::Index>;

Indices applied_at(const history::Graph& graph, const std::vector<std::string>& rows) {
  auto applied = history::applied(graph, rows, history::Overlap::allow);
  if (auto* unresolved = std::get_if<history::Unresolved>(&applied))
    migrator::throw_unresolved(*unresolved);
  return std::get<Indices>(std::move(applied));
}

std::string list_of(const Manifest& manifest, const sql::Dialect& dialect,
                    const Indices& revisions) {
  std::string out;
  for (const history::Graph::Index index : revisions) {
    out += (out.empty() ? "" : ", ") + dialect.quote_literal(manifest.entries[index].id);
  }
  return out;
}

/// Which entries say of a revision that is not applied any more that it is: after a purge all but
/// those of `applied`; else those that `gone` names, as the rows of other histories are not known.
std::string no_longer(const ScriptContext& context, const sql::Dialect& dialect, bool purge,
                      const Indices& applied, const Indices& gone) {
  if (!purge)
    return " AND CAST(entry.revision AS text) IN (" + list_of(context.manifest, dialect, gone) +
           ")";
  if (applied.empty()) return {};
  return " AND CAST(entry.revision AS text) NOT IN (" +
         list_of(context.manifest, dialect, applied) + ")";
}

std::string record(const ScriptContext& context, const sql::Dialect& dialect, bool purge,
                   const Indices& applied, const Indices& gone) {
  const std::string& history = context.ledger.history_table();
  const ledger::Expressions known = context.shell.recorded();
  const std::string rest = ", " + known.at("started") + ", 0, " + known.at("who") + ", " +
                           dialect.quote_literal(program(context.manifest)) + ", 0\n";
  const std::string into = "INSERT INTO " + history +
                           " (revision, direction, checksum, started, duration, who, " +
                           dialect.quote("binary") + ", compatible)\n  SELECT ";
  std::string values;
  for (const history::Graph::Index index : applied) {
    const ManifestEntry& entry = context.manifest.entries[index];
    const std::string id = dialect.quote_literal(entry.id);
    values += (values.empty() ? "" : ",\n    ") + ("(" + id) + ", " +
              dialect.quote_literal(entry.checksum) + ")";
  }
  std::string out = context.ledger.finish_all() + ";\n";
  if (purge || !gone.empty()) {
    out += into + "entry.revision, 'unstamp', entry.checksum" + rest + "  FROM " + history +
           " AS entry WHERE " + is_applied(history, "entry") +
           no_longer(context, dialect, purge, applied, gone) + "\n  ORDER BY entry.revision;\n";
  }
  if (values.empty()) return out;
  return out + into + "known.column1, 'stamp', known.column2" + rest + "  FROM (VALUES\n    " +
         values + ") AS known\n  WHERE NOT EXISTS (SELECT 1 FROM " + history +
         " AS entry WHERE CAST(entry.revision AS text) = known.column1 AND\n    "
         "CAST(entry.checksum AS text) = known.column2 "
         "AND " +
         is_applied(history, "entry") + ");\n";
}

}  // namespace

std::string stamp(const Manifest& manifest, const history::Graph& graph,
                  const sql::Dialect& dialect, const std::vector<std::string>& texts, bool purge,
                  const Options& options) {
  const Targets targets = targets_of(texts);
  std::vector<std::string> rows;
  if (!purge) rows = rows_at(graph, targets.from);
  const auto planned = history::plan_stamp(graph, rows, targets.to);
  if (const auto* unresolved = std::get_if<history::Unresolved>(&planned))
    migrator::throw_unresolved(*unresolved);

  const ledger::Names names = ledger::names_of(manifest, options.ledger, dialect);
  const std::unique_ptr<Shell> shell = shell_of(dialect, names);
  const ledger::Statements ledger(dialect, names, shell->ledger_schema());
  const ScriptContext context{manifest, graph, ledger, *shell};
  std::string where;
  for (const std::string& target : targets.to) where += (where.empty() ? "" : ", ") + target;
  std::string out = comment("Stamp of " + std::string(manifest.name) + " from " +
                            (purge ? "wherever it is" : named(rows)) + " to " + where + ", for " +
                            std::string(sql::title_of(dialect.name()))) +
                    comment("Run it by: " + std::string(shell->usage())) + shell->open(false) +
                    shell->begin(false) + create_ledger(ledger) + shell->keep_ledger() +
                    ledger.clear_half_applied() + ";\n";
  if (purge) {
    out += ledger.purge() + ";\n";
  } else if (!rows.empty() || graph.bases().size() < 2) {
    // With several bases others may be in the table, and one that is there stops the INSERT.
    out += shell->require(rows.empty() ? ledger.has_rows({}) : ledger.has_all_rows(rows),
                          "the database is not at " + named(rows) + ", where this stamp starts");
  }
  const Indices before = applied_at(graph, rows);
  for (const history::Step& step : std::get<history::Plan>(planned)) {
    for (const std::string& sql : ledger.move(step.removes, step.adds)) out += sql + ";\n";
    rows = history::rows_after(std::move(rows), step);
  }
  const Indices applied = applied_at(graph, rows);
  Indices gone;
  for (const history::Graph::Index index : before) {
    if (std::find(applied.begin(), applied.end(), index) == applied.end()) gone.push_back(index);
  }
  out += record(context, dialect, purge, applied, gone);
  return out + shell->commit(false);
}

}  // namespace limbeck::offline
