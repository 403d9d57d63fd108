// The revisions between two revisions of a history.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "migrations/history/identifier.h"

namespace limbeck::history {

/// A set of revisions, and the newest of them, from which their order starts.
struct Selection {
  Set revisions;
  Indices heads;
};

/// The error if one of the revisions is an ancestor of another one. `are_current`: they are rows of
/// the version table.
std::optional<Unresolved> refuse_overlap(const Graph& graph, const Indices& all, bool are_current);

/// The revisions of the rows of a version table. In contrast to `rows_of`, none of them may be an
/// ancestor of another one.
std::variant<Indices, Unresolved> current_rows(const Graph& graph,
                                               const std::vector<std::string>& current);

/// The revisions that an upgrade from `lower` to `targets` applies. Without `implicit_base` these
/// are only descendants of `lower`, which have to be ancestors of `targets`. `lower_is_current` is
/// used in messages only.
std::variant<Selection, Unresolved> select_upgrade(const Graph& graph, const Indices& targets,
                                                   const Indices& lower,
                                                   const IterateOptions& options,
                                                   bool lower_is_current);

/// The revisions that a downgrade from `rows` to `target` undoes: those that descend from it or
/// depend on it.
std::variant<Selection, Unresolved> select_downgrade(const Graph& graph, const Indices& rows,
                                                     const DowngradeTarget& target,
                                                     std::string_view target_text,
                                                     const IterateOptions& options);

}  // namespace limbeck::history
