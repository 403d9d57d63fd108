#include "runtime/offline/script.h"

#include <algorithm>

#include "limbeck/error.h"
#include "migrations/sql/known_dialects.h"
#include "runtime/migrator/lacking.h"
#include "runtime/migrator/messages.h"
#include "runtime/migrator/prepare.h"
#include "runtime/offline/range.h"
#include "runtime/offline/steps.h"
#include "runtime/offline/text.h"

namespace limbeck::offline {
namespace {

using history::Direction;

std::vector<migrator::PreparedStep> prepared(const Manifest& manifest, const history::Graph& graph,
                                             const sql::Dialect& dialect, Direction direction,
                                             const std::vector<std::string>& rows,
                                             const std::string& target) {
  auto planned = direction == Direction::upgrade ? history::plan_upgrade(graph, rows, target)
                                                 : history::plan_downgrade(graph, rows, target);
  if (auto* unresolved = std::get_if<history::Unresolved>(&planned))
    migrator::throw_unresolved(*unresolved);
  std::vector<migrator::PreparedStep> steps =
      migrator::prepare(manifest, graph, dialect, rows, std::get<history::Plan>(planned));
  migrator::refuse_lacking(steps, dialect, manifest);
  return steps;
}

bool rebuilds_tables(const std::vector<migrator::PreparedStep>& steps) {
  return std::any_of(steps.begin(), steps.end(), [](const migrator::PreparedStep& step) {
    return std::any_of(
        step.script.statements.begin(), step.script.statements.end(),
        [](const sql::Statement& s) { return s.kind == sql::Statement::Kind::save_objects; });
  });
}

/// An upgrade to a revision that is below has nothing to do, and is not what anybody asks for.
void refuse_reversed(const history::Graph& graph, const Range& range,
                     const std::vector<std::string>& rows) {
  if (!range.has_colon || rows_at(graph, range.to) == rows) return;
  throw Error(Error::Code::target, "nothing is between " + named(rows) + " and " + range.to +
                                       " that way round; 'downgrade " + range.from + ":" +
                                       range.to + " --sql' goes down");
}

std::string move(const Manifest& manifest, const history::Graph& graph, const sql::Dialect& dialect,
                 Direction direction, const Range& range, const Options& options) {
  const bool down = direction == Direction::downgrade;
  std::vector<std::string> rows = rows_at(graph, range.from);
  const std::vector<migrator::PreparedStep> steps =
      prepared(manifest, graph, dialect, direction, rows, range.to);
  if (!options.skip_callbacks) refuse_callbacks(steps);

  const ledger::Names names = ledger::names_of(manifest, options.ledger, dialect);
  const std::unique_ptr<Shell> shell = shell_of(dialect, names);
  const ledger::Statements ledger(dialect, names, shell->ledger_schema());
  refuse_statements(*shell, steps);
  const ScriptContext context{manifest, graph, ledger, *shell};
  std::string out = comment(std::string(down ? "Downgrade" : "Upgrade") + " of " +
                            std::string(manifest.name) + " from " + named(rows) + " to " +
                            range.to + ", for " + std::string(sql::title_of(dialect.name())));
  if (steps.empty()) refuse_reversed(graph, range, rows);
  if (steps.empty()) return out + comment("Nothing to do: there is no revision in between");
  out += comment("Run it by: " + std::string(shell->usage()));
  out += shell->open(rebuilds_tables(steps));
  bool first = true;
  for (const migrator::PreparedStep& prepared : steps) {
    out += "\n" + step(context, prepared, rows, first);
    first = false;
  }
  return out + shell->close();
}

}  // namespace

std::string upgrade(const Manifest& manifest, const history::Graph& graph,
                    const sql::Dialect& dialect, std::string_view text, const Options& options) {
  Range range = parse_range(text);
  if (range.to.empty()) range.to = "heads";
  return move(manifest, graph, dialect, Direction::upgrade, range, options);
}

std::string downgrade(const Manifest& manifest, const history::Graph& graph,
                      const sql::Dialect& dialect, std::string_view text, const Options& options) {
  const Range range = parse_range(text);
  if (!range.has_colon || range.to.empty() || range.from.empty()) {
    throw Error(Error::Code::usage,
                "downgrade --sql needs FROM:TO, as no database says where it starts: 'heads:" +
                    (range.to.empty() ? "base" : range.to) + "', for example");
  }
  return move(manifest, graph, dialect, Direction::downgrade, range, options);
}

std::string ensure_version(const Manifest& manifest, const sql::Dialect& dialect,
                           const Options& options) {
  const ledger::Names names = ledger::names_of(manifest, options.ledger, dialect);
  const std::unique_ptr<Shell> shell = shell_of(dialect, names);
  const ledger::Statements ledger(dialect, names, shell->ledger_schema());
  return comment("The tables in which " + std::string(manifest.name) +
                 " keeps where a database is, for " + std::string(sql::title_of(dialect.name()))) +
         shell->open(false) + shell->begin(false) + create_ledger(ledger) + shell->keep_ledger() +
         shell->commit(false);
}

}  // namespace limbeck::offline
