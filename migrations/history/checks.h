// What can be wrong with the nodes of a history, and how it is reported. Only build.cpp uses this.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "migrations/history/graph.h"

namespace limbeck::history {

/// A version table that Alembic made has VARCHAR(32).
inline constexpr std::size_t longest_id = 32;

/// Why `id` cannot be a revision's, as a sentence; none if it can.
std::optional<std::string> refuse_id(std::string_view id);
/// Why `label` cannot be a branch's, as a sentence; none if it can.
std::optional<std::string> refuse_label(std::string_view label);

/// Where the node's i-th parent (dependency, label) stands; the node itself where that is not
/// known.
schema::Location place_of(const Node& node, const std::vector<schema::Location>& places,
                          std::size_t i);

/// `'3f9c "add posts"'`: a revision as messages name it.
std::string quoted(const Node& node);

Finding bad_id(const Node& node, std::string why);
Finding bad_label(const Node& node, std::size_t label, std::string why);
Finding duplicate_id(const Node& first, const Node& second);
/// `first` is null where a label is also an id of `id_owner`.
Finding duplicate_label(const Node& first, const Node& second, std::size_t label, bool is_id);
Finding unknown_parent(const Node& node, std::size_t parent, const std::vector<std::string>& ids);
Finding unknown_dependency(const Node& node, std::size_t dependency,
                           const std::vector<std::string>& names);
/// `cycle` in order, each standing on the next and the last on the first.
Finding cycle_problem(const std::vector<Node>& nodes, const std::vector<std::size_t>& cycle,
                      const std::vector<std::vector<std::size_t>>& revises);

}  // namespace limbeck::history
