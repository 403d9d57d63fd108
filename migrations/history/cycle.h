// Cycles in a graph that should have none.
#pragma once

#include <cstddef>
#include <vector>

namespace limbeck::history {

/// One cycle for each group of indices that can all reach each other along `next`: the shortest
/// through the group's first member, starting with it, every member once. Linear; none in a history
/// that is right.
std::vector<std::vector<std::size_t>> find_cycles(
    const std::vector<std::vector<std::size_t>>& next);

}  // namespace limbeck::history
