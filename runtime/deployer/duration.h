#pragma once

#include <chrono>
#include <string>

namespace limbeck::deployer {

/// `0.8 ms`, `140 ms`, `2.3 s`, `4 min 10 s`.
std::string readable(std::chrono::nanoseconds duration);

}  // namespace limbeck::deployer
