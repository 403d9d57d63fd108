// A stamp is a claim about a database: it is compared with what the revisions make before it is
// recorded.
#include <nlohmann/json.hpp>
#include <ostream>

#include "limbeck/error.h"
#include "migrations/findings/rule_id.h"
#include "migrations/history/plan.h"
#include "migrations/history/replay.h"
#include "migrations/history/run_sql.h"
#include "runtime/deployer/commands.h"
#include "runtime/deployer/sql.h"
#include "runtime/deployer/text.h"
#include "runtime/verify/verify.h"

namespace limbeck::deployer {
namespace {

/// The revisions that the stamp will say are applied. Nothing where they cannot be resolved, which
/// the stamp itself refuses.
std::optional<std::vector<history::Graph::Index>> claimed(Context& context) {
  migrator::Engine& engine = context.engine();
  std::vector<std::string> rows;
  if (!context.options().purge) rows = engine.rows();
  const auto planned = history::plan_stamp(engine.graph(), rows, context.options().revisions);
  const auto* plan = std::get_if<history::Plan>(&planned);
  if (plan == nullptr) return std::nullopt;
  for (const history::Step& step : *plan) rows = history::rows_after(std::move(rows), step);
  auto applied = history::applied(engine.graph(), rows, history::Overlap::allow);
  if (auto* indexes = std::get_if<std::vector<history::Graph::Index>>(&applied)) {
    std::vector<bool> is_applied(engine.graph().size(), false);
    for (const history::Graph::Index index : *indexes) is_applied[index] = true;
    std::vector<history::Graph::Index> order = history::topological_order(engine.graph());
    std::erase_if(order, [&](history::Graph::Index index) { return !is_applied[index]; });
    return order;
  }
  return std::nullopt;
}

/// What the revisions make and the database does not have, or has otherwise. What it has beside
/// that makes no claim untrue.
std::vector<Finding> untrue(Context& context, const std::vector<history::Graph::Index>& revisions) {
  history::Replay replay = history::replay(context.manifest(), revisions);
  if (!replay.problems.empty()) {
    throw Error(Error::Code::history,
                "the history cannot be replayed: " + replay.problems.front().message);
  }
  verify::Verification found =
      verify::verify(context.engine().driver(), replay.schema,
                     {.ledger = ledger::tables_of(context.engine().ledger().names()),
                      .filter = scope::filter_of(context.manifest()),
                      .run_sql = history::run_sql(context.manifest(), revisions)});
  std::erase_if(found.differences,
                [](const Finding& one) { return one.rule == RuleId::database_extra; });
  return std::move(found.differences);
}

int refuse(Context& context, const std::vector<Finding>& differences) {
  if (context.options().json) {
    nlohmann::ordered_json json{{"database", context.engine().place()}, {"stamped", false}};
    for (const Finding& one : differences)
      json["differences"].push_back({{"path", one.path}, {"what", one.message}});
    context.print(json);
  }
  context.err() << "error: the database '" << context.engine().place() << "' is not as "
                << joined(context.options().revisions) << " says, so nothing was recorded:\n";
  for (const Finding& one : differences) context.err() << "  " << to_string(one) << "\n";
  context.err() << "verify shows more; stamp --no-verify records it all the same\n";
  return exit_pending;
}

}  // namespace

int stamp(Context& context) {
  if (context.options().sql) return print_stamp(context);
  refuse_without_sql(context.options());
  if (!context.options().no_verify) {
    std::vector<Finding> differences;
    try {
      if (const auto revisions = claimed(context)) differences = untrue(context, *revisions);
    } catch (const Error&) {
      context.err() << "note: stamp compares the database with the revisions first; --no-verify "
                       "leaves that out\n";
      throw;
    }
    if (!differences.empty()) return refuse(context, differences);
  }
  const MigrationReport done =
      context.engine().stamp(context.options().revisions, context.options().purge);
  report(context, done);
  if (!context.options().json && !context.options().quiet) {
    context.out() << "the database is now said to be at "
                  << (done.heads.empty() ? "base" : joined(done.heads)) << "; nothing was run\n";
  }
  return exit_done;
}

}  // namespace limbeck::deployer
