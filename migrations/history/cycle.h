// Finds cycles in a graph that must not have any.
#pragma once

#include <cstddef>
#include <vector>

namespace limbeck::history {

/// Returns one cycle for each strongly connected group of indices: the shortest one through the
/// first member of the group, which it starts with. Runs in linear time. The result is empty for a
/// valid history.
std::vector<std::vector<std::size_t>> find_cycles(
    const std::vector<std::vector<std::size_t>>& next);

}  // namespace limbeck::history
