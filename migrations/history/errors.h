// What is said where an identifier cannot be resolved or a plan cannot be made.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "migrations/history/plan.h"
#include "migrations/history/walk.h"

namespace limbeck::history {

Unresolved unknown_revision(const Graph& graph, std::string_view name);
Unresolved unknown_branch(const Graph& graph, std::string_view branch);
Unresolved unknown_current(const Graph& graph, std::string_view row);
Unresolved ambiguous_prefix(std::string_view prefix, const std::vector<std::string>& matches);
Unresolved several_heads(const Graph& graph, std::string_view argument, const Indices& heads);
Unresolved one_only(const Graph& graph, std::string_view argument, const Indices& revisions);
Unresolved not_a_member(const Graph& graph, Graph::Index revision, std::string_view branch);
/// `base` is an empty text.
Unresolved not_an_ancestor(std::string_view lower, std::string_view upper);
Unresolved not_a_downgrade_target(const Graph& graph, std::string_view target, const Indices& rows);
Unresolved overlapping(const Graph& graph, Graph::Index revision, const Indices& others,
                       bool is_current);
/// The history has too few revisions for the steps of `identifier`.
Unresolved too_far(std::string_view identifier, long steps, long possible);
Unresolved wrong_direction(std::string_view identifier, long steps, bool upgrade);
Unresolved ambiguous_walk(const Graph& graph, std::string_view identifier, const std::string& from,
                          const Indices& ways);
Unresolved several_current(const Graph& graph, std::string_view identifier, const Indices& rows);

/// `a, b, c`
std::string list_of(const Graph& graph, const Indices& revisions);

}  // namespace limbeck::history
