// The identifiers a user types, and what they name. The pieces that plan.h's functions are made of.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "migrations/history/plan.h"
#include "migrations/history/walk.h"

namespace limbeck::history {

/// `branch@symbol+steps`, each part but one of them optional.
struct Identifier {
  std::string text;  ///< as it was typed
  std::optional<std::string> branch;
  std::string symbol;  ///< empty: where the database is
  std::optional<long> steps;
};

/// Takes a text apart. What is an id or a label as it stands is no walk, whatever signs are in it.
Identifier parse_identifier(const Graph& graph, std::string_view text);

/// A revision, or base.
using Place = std::optional<Graph::Index>;

/// The revision of an id, of an unambiguous prefix of one, or of a label; of the branch's, where
/// one is given.
std::variant<Graph::Index, Unresolved> look_up(const Graph& graph, std::string_view name,
                                               const std::optional<std::string>& branch = {});
/// The revision that a branch is named after: by label, or any revision of it.
std::variant<Graph::Index, Unresolved> look_up_branch(const Graph& graph, std::string_view branch);

/// What a symbol without steps names: `head`, `heads`, `base`, `current`, or a revision.
std::variant<Indices, Unresolved> resolve_symbol(const Graph& graph, const Identifier& identifier,
                                                 const Indices& current);
/// The one place that a symbol without steps names.
std::variant<Place, Unresolved> resolve_place(const Graph& graph, const Identifier& identifier,
                                              const Indices& current);

/// `identifier.steps` from a place, up over children (on the branch, if any) or down over parents.
/// With `exact` too few revisions are an error; else the walk ends at the last.
std::variant<Place, Unresolved> walk(const Graph& graph, const Identifier& identifier, Place from,
                                     bool exact);

/// The rows of a version table as revisions, each once; a row must be an id, whole.
std::variant<Indices, Unresolved> rows_of(const Graph& graph,
                                          const std::vector<std::string>& current);

/// What an upgrade goes to. `rows` are where a relative target starts.
std::variant<Indices, Unresolved> upgrade_targets(const Graph& graph, std::string_view target,
                                                  const Indices& rows, bool exact);

/// What a downgrade goes to, and the branch it is restricted to: a revision of it.
struct DowngradeTarget {
  Place to;
  std::optional<Graph::Index> branch;
};
std::variant<DowngradeTarget, Unresolved> downgrade_target(const Graph& graph,
                                                           std::string_view target,
                                                           const Indices& rows, bool exact);

}  // namespace limbeck::history
