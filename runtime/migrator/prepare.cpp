#include "runtime/migrator/prepare.h"

#include <algorithm>

#include "limbeck/error.h"
#include "migrations/history/recorded.h"
#include "migrations/history/replay.h"
#include "migrations/operations/apply.h"
#include "migrations/text/concat.h"
#include "runtime/migrator/messages.h"

namespace limbeck::migrator {
namespace {

using history::Direction;
using history::Graph;
using operations::Operation;
using Problems = std::vector<Finding>;

[[noreturn]] void refuse(const std::string& what, const Problems& problems) {
  std::string message = what;
  for (const Finding& problem : problems) {
    message += concat({"\n  ", place_prefix(problem.location), problem.message});
  }
  throw Error(Error::Code::history, message);
}

void append(Problems& to, Problems from) {
  // Not `insert` of a range, which costs an application 1 KB.
  for (Finding& problem : from) to.push_back(std::move(problem));
}

std::vector<Operation> known(history::OperationsOrProblems result, Problems& problems) {
  if (auto* operations = std::get_if<std::vector<Operation>>(&result))
    return std::move(*operations);
  append(problems, std::get<Problems>(std::move(result)));
  return {};
}

/// The applied revisions that the plan leaves alone, parents first.
std::vector<Graph::Index> untouched(const Graph& graph, const std::vector<std::string>& current,
                                    const history::Plan& plan) {
  // Whoever made the plan has looked at the rows; and a downgrade that is half applied is finished
  // from its revision together with the rows that it has left.
  auto applied = history::applied(graph, current, history::Overlap::allow);
  if (auto* unresolved = std::get_if<history::Unresolved>(&applied)) {
    throw Error(Error::Code::history, unresolved->message);
  }
  std::vector<bool> keep(graph.size(), false);
  for (Graph::Index index : std::get<std::vector<Graph::Index>>(applied)) keep[index] = true;
  for (const history::Step& step : plan) keep[step.revision] = false;
  std::vector<Graph::Index> order;
  for (Graph::Index index : history::topological_order(graph)) {
    if (keep[index]) order.push_back(index);
  }
  return order;
}

/// The plan's operations in its order. A downgrade is found from the schema before its upgrade, so
/// `schema` goes up through the revisions that the plan will take back.
std::vector<PreparedStep> with_operations(const Manifest& manifest, const history::Plan& plan,
                                          history::OperationsOf operations_of,
                                          schema::Schema& schema, Problems& problems) {
  std::vector<PreparedStep> steps;
  steps.reserve(plan.size());
  for (const history::Step& step : plan) {
    PreparedStep& prepared = steps.emplace_back();
    prepared.entry = &manifest.entries[step.revision];
    prepared.step = step;
  }
  for (PreparedStep& prepared : steps) {
    if (prepared.step.direction != Direction::upgrade) continue;
    prepared.operations =
        known(operations_of(manifest, *prepared.entry, Direction::upgrade, schema), problems);
  }
  operations::Applier applier(schema);
  for (auto prepared = steps.rbegin(); prepared != steps.rend(); ++prepared) {
    if (prepared->step.direction != Direction::downgrade) continue;
    prepared->operations =
        known(operations_of(manifest, *prepared->entry, Direction::downgrade, schema), problems);
    append(problems,
           applier.apply_apart(history::recorded_upgrade(manifest, *prepared->entry, schema)));
  }
  return steps;
}

void refuse_what_is_not_held(std::string_view dialect, const std::vector<Finding>& refusals) {
  if (refusals.empty()) return;
  std::string message = concat({"the history needs what ", dialect, " does not have"});
  for (const Finding& refusal : refusals)
    message += concat({"\n  ", refusal.path, ": ", refusal.message});
  throw Error(Error::Code::history, message);
}

}  // namespace

std::vector<PreparedStep> prepare(const Manifest& manifest, const Graph& graph,
                                  const sql::Dialect& dialect,
                                  const std::vector<std::string>& current,
                                  const history::Plan& plan, const Abilities& abilities) {
  if (plan.empty()) return {};
  auto [schema, problems] = history::replay(manifest, untouched(graph, current, plan));
  if (!problems.empty())
    refuse("the history cannot be replayed to where the database is", problems);
  std::vector<PreparedStep> steps =
      with_operations(manifest, plan, abilities.operations_of, schema, problems);

  // All is tried on a copy first: a dialect renders only what applies, and copying for each
  // revision would make a long run quadratic.
  schema::Schema tried = schema;
  operations::Applier trial(tried);
  for (PreparedStep& prepared : steps) {
    history::give_names(manifest, *prepared.entry, prepared.operations, tried);
    append(problems, trial.apply_apart(prepared.operations));
  }
  if (!problems.empty()) refuse("the revisions cannot be applied", problems);
  if (abilities.refuse != nullptr)
    refuse_what_is_not_held(dialect.name(), abilities.refuse(dialect.name(), tried));

  operations::Applier applier(schema);
  for (PreparedStep& prepared : steps) {
    prepared.compatible =
        prepared.step.direction == Direction::upgrade &&
        history::is_compatible(*prepared.entry->revision, prepared.operations, schema);
    prepared.script = dialect.render_and_apply(prepared.operations, applier);
  }
  return steps;
}

}  // namespace limbeck::migrator
