// Randomness that can be repeated: the seed is printed, and taken from LIMBECK_SEED.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

namespace limbeck::test {

class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}

  /// From 0 to `end` - 1.
  std::size_t below(std::size_t end) { return static_cast<std::size_t>(engine_() % end); }
  /// True once in `times`.
  bool one_in(std::size_t times) { return below(times) == 0; }
  template <class T>
  const T& of(const std::vector<T>& things) {
    return things[below(things.size())];
  }

 private:
  std::mt19937_64 engine_;
};

inline std::uint64_t number_from_environment(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text != nullptr && *text != '\0' ? std::strtoull(text, nullptr, 10) : otherwise;
}

/// LIMBECK_RUNS, or `many` with LIMBECK_LONG set, or `few`.
inline std::size_t runs(std::size_t few, std::size_t many) {
  const bool is_long = number_from_environment("LIMBECK_LONG", 0) != 0;
  return number_from_environment("LIMBECK_RUNS", is_long ? many : few);
}

/// The seed of run `run`: with LIMBECK_SEED and LIMBECK_RUNS=1 the run that failed is repeated
/// alone. The short run is the same every time, so that what it finds is the change's; LIMBECK_LONG
/// goes where nobody has been.
inline std::uint64_t seed_of(std::size_t run) {
  static const std::uint64_t first = number_from_environment(
      "LIMBECK_SEED",
      number_from_environment("LIMBECK_LONG", 0) != 0 ? std::random_device{}() : 20261120);
  return first + run;
}

}  // namespace limbeck::test
