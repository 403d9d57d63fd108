// What an engine can do beside running upgrades. Each links much: a program names what it uses.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "migrations/history/plan.h"
#include "migrations/history/replay.h"
#include "migrations/sql/dialect.h"

namespace limbeck::migrator {

struct Abilities {
  history::Graph (*graph_of)(const Manifest& manifest);
  history::OperationsOf operations_of;
  /// Null: it only upgrades.
  std::variant<history::Plan, history::Unresolved> (*plan_downgrade)(
      const history::Graph& graph, const std::vector<std::string>& current,
      std::string_view target);
  /// What a database cannot hold of a schema. Null: the build has refused it already.
  std::vector<Finding> (*refuse)(std::string_view dialect, const schema::Schema& schema);
};

/// The graph of a manifest. Throws Error::Code::history with all that is wrong with it.
history::Graph graph_of(const Manifest& manifest);
/// The same without a word about what is wrong, which the build has reported.
history::Graph verified_graph_of(const Manifest& manifest);

/// sql::find_dialect's `refuse`.
std::vector<Finding> refuse_for(std::string_view dialect, const schema::Schema& schema);

/// For programs that bring their database up to date when they start.
inline constexpr Abilities upgrades = {verified_graph_of, history::upgrades_of, nullptr, nullptr};
/// For programs that go down too.
inline constexpr Abilities both_ways = {verified_graph_of, history::operations_of,
                                        history::plan_downgrade, nullptr};
/// For tools, which may have been built of a history that no build has checked.
inline constexpr Abilities all_abilities = {graph_of, history::operations_of,
                                            history::plan_downgrade, refuse_for};

}  // namespace limbeck::migrator
