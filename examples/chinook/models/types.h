// The types that the store's models share.
#pragma once

#include <chrono>
#include <cstdint>

namespace chinook {

/// An amount of money, in cents, so that no sum is ever rounded.
struct [[limbeck::type("numeric(10,2)")]] Money {
  std::int64_t cents = 0;
};

/// A wall clock time: the store's records name no time zone.
using WallTime = std::chrono::local_seconds;

}  // namespace chinook
