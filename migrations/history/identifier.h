// Resolves the identifiers that a user types. The functions of plan.h are made of these.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "migrations/history/plan.h"
#include "migrations/history/walk.h"

namespace limbeck::history {

/// The parts of `branch@symbol+steps`. At least one of them is given.
struct Identifier {
  std::string text;  ///< as it was typed
  std::optional<std::string> branch;
  std::string symbol;  ///< if empty, the current revisions
  std::optional<long> steps;
};

/// Parses an identifier. A text that is an id or a label of the graph is never split, even if it
/// has a
/// `+` or a `-`.
Identifier parse_identifier(const Graph& graph, std::string_view text);

/// A revision, or base.
using Place = std::optional<Graph::Index>;

/// The revision with an id, an unambiguous prefix of an id, or a label. If a branch is given, only
/// its revisions are considered.
std::variant<Graph::Index, Unresolved> look_up(const Graph& graph, std::string_view name,
                                               const std::optional<std::string>& branch = {});
/// The revision that identifies a branch: by its label, or as any revision of it.
std::variant<Graph::Index, Unresolved> look_up_branch(const Graph& graph, std::string_view branch);

/// Resolves a symbol without steps: `head`, `heads`, `base`, `current`, or a revision.
std::variant<Indices, Unresolved> resolve_symbol(const Graph& graph, const Identifier& identifier,
                                                 const Indices& current);
/// Resolves a symbol without steps that must name one revision or base.
std::variant<Place, Unresolved> resolve_place(const Graph& graph, const Identifier& identifier,
                                              const Indices& current);

/// Goes `identifier.steps` from `from`, up to children (on the branch, if one is given) or down to
/// parents. If there are too few revisions, that is an error with `exact`; otherwise the result is
/// the last one.
std::variant<Place, Unresolved> walk(const Graph& graph, const Identifier& identifier, Place from,
                                     bool exact);

/// The revisions of the rows of a version table, without duplicates. Each row must be a full id.
std::variant<Indices, Unresolved> rows_of(const Graph& graph,
                                          const std::vector<std::string>& current);

/// Resolves the target of an upgrade. A relative target starts from `rows`.
std::variant<Indices, Unresolved> upgrade_targets(const Graph& graph, std::string_view target,
                                                  const Indices& rows, bool exact);

/// The target of a downgrade, and a revision of the branch that it is restricted to, if any.
struct DowngradeTarget {
  Place to;
  std::optional<Graph::Index> branch;
};
std::variant<DowngradeTarget, Unresolved> downgrade_target(const Graph& graph,
                                                           std::string_view target,
                                                           const Indices& rows, bool exact);

}  // namespace limbeck::history
