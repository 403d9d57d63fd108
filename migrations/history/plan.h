// Which revisions run, in which order, and what each does to the version table. Pure: no database.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "migrations/history/graph.h"

namespace limbeck::history {

enum class Direction : unsigned char { upgrade, downgrade };

/// A step and its effect on the version table (Alembic's rules, ../shared/alembic.md 4.1): the rows
/// it takes away and the rows it adds. A stamp's step runs no operations.
struct Step {
  Graph::Index revision;
  Direction direction = Direction::upgrade;
  std::vector<std::string> removes;
  std::vector<std::string> adds;
};

using Plan = std::vector<Step>;

/// A target or identifier that cannot be resolved; the text says what is wrong and what to do next.
struct Unresolved {
  std::string message;
};

/// `current` are the rows of the version table. `target` is any identifier Alembic takes:
/// `head heads base +2 -1 abc@head a1b2+1`, an unambiguous prefix, a label.
std::variant<Plan, Unresolved> plan_upgrade(const Graph& graph,
                                            const std::vector<std::string>& current,
                                            std::string_view target);
std::variant<Plan, Unresolved> plan_downgrade(const Graph& graph,
                                              const std::vector<std::string>& current,
                                              std::string_view target);

/// The revisions an identifier names (none for `base`, several for `heads`).
/// `current` is only looked at where the identifier needs it.
std::variant<std::vector<Graph::Index>, Unresolved> resolve(
    const Graph& graph, std::string_view identifier, const std::vector<std::string>& current = {});

/// Everything that is applied when the version table has these rows: they and all they stand on.
std::variant<std::vector<Graph::Index>, Unresolved> applied(
    const Graph& graph, const std::vector<std::string>& current);

/// Every revision, parents and dependencies before children, ties by load order.
std::vector<Graph::Index> topological_order(const Graph& graph);

}  // namespace limbeck::history
