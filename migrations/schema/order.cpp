#include "migrations/schema/order.h"

#include <algorithm>

namespace limbeck::schema {

std::vector<void*> in_order(void* first, std::size_t count, std::size_t size, Before before) {
  std::vector<void*> places(count);
  for (std::size_t i = 0; i < count; ++i) places[i] = static_cast<std::byte*>(first) + i * size;
  if (std::is_sorted(places.begin(), places.end(), before)) return {};
  std::stable_sort(places.begin(), places.end(), before);
  return places;
}

}  // namespace limbeck::schema
