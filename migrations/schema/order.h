// Sorts vectors of large values of many types by one function that is not a template.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace limbeck::schema {

using Before = bool (*)(const void* a, const void* b);

/// The stable sorted order, by `before`, of the `count` values of `size` bytes that start at
/// `first`. Empty if they are sorted already, as they mostly are.
std::vector<void*> in_order(void* first, std::size_t count, std::size_t size, Before before);

/// Sorts by `less`, a lambda without captures. Instances of std::sort for all types of a schema
/// would be a twentieth of the code that limbeck adds to an application.
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
