// Two things measured in turns, and compared.
#pragma once

#include <functional>
#include <vector>

namespace limbeck::bench {

/// Wall time, and processor time of this process and those it waited for, in milliseconds: on a
/// busy machine the second is the one to compare.
struct Cost {
  double wall = 0;
  double processor = 0;
};

Cost cost(const std::function<void()>& action);
/// Prints both medians and their ratio, and the ratio of the two shortest.
void compare(const char* what, const std::vector<Cost>& own, const char* peer,
             const std::vector<Cost>& others);

}  // namespace limbeck::bench
