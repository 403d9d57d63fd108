// Sorting vectors of values that are large, of many types, by one function.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace limbeck::schema {

using Before = bool (*)(const void* a, const void* b);

/// The `count` values of `size` bytes from `first` on, in the order that `before` puts them in
/// (those it does not tell apart stay as they are). Empty if they stand in it already, as they
/// mostly do.
std::vector<void*> in_order(void* first, std::size_t count, std::size_t size, Before before);

/// Sorts by `less`, a lambda that captures nothing. std::sort made for every type that a schema
/// holds would be a twentieth of what an application links of limbeck.
template <class Value, class Less>
void sort_by(std::vector<Value>& values, Less) {
  const auto places =
      in_order(values.data(), values.size(), sizeof(Value), [](const void* a, const void* b) {
        return Less{}(*static_cast<const Value*>(a), *static_cast<const Value*>(b));
      });
  if (places.empty()) return;
  std::vector<Value> sorted;
  sorted.reserve(places.size());
  for (void* place : places) sorted.push_back(std::move(*static_cast<Value*>(place)));
  values = std::move(sorted);
}

}  // namespace limbeck::schema
