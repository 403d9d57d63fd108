// Which revisions lie between two places of a history.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "migrations/history/identifier.h"

namespace limbeck::history {

/// Revisions, and those to start from when they are put in order.
struct Selection {
  Set revisions;
  Indices heads;
};

/// Refuses revisions of which one stands on another. `are_current`: they are rows of the version
/// table.
std::optional<Unresolved> refuse_overlap(const Graph& graph, const Indices& all, bool are_current);

/// The rows of a version table as revisions, for whatever is planned or judged from them:
/// `rows_of`, and none of them may stand on another.
std::variant<Indices, Unresolved> current_rows(const Graph& graph,
                                               const std::vector<std::string>& current);

/// What is missing for `targets` to be applied when `lower` are. Without `implicit_base` only what
/// stands on `lower`, which must then stand below `targets`. `lower_is_current` is for the wording
/// of errors.
std::variant<Selection, Unresolved> select_upgrade(const Graph& graph, const Indices& targets,
                                                   const Indices& lower,
                                                   const IterateOptions& options,
                                                   bool lower_is_current);

/// What has to go for `target` to be the newest, when `rows` are applied: what stands on it or
/// depends on it.
std::variant<Selection, Unresolved> select_downgrade(const Graph& graph, const Indices& rows,
                                                     const DowngradeTarget& target,
                                                     std::string_view target_text,
                                                     const IterateOptions& options);

}  // namespace limbeck::history
