#include "migrations/schema/order.h"

#include <algorithm>
#include <functional>

namespace limbeck::schema {

std::vector<void*> in_order(void* first, std::size_t count, std::size_t size, Before before) {
  std::vector<void*> places(count);
  for (std::size_t i = 0; i < count; ++i) places[i] = static_cast<std::byte*>(first) + i * size;
  if (std::is_sorted(places.begin(), places.end(), before)) return {};
  // By place where `before` tells nothing apart: std::stable_sort, without what clang finds
  // deprecated in libstdc++'s.
  std::sort(places.begin(), places.end(), [before](const void* a, const void* b) {
    return before(a, b) || (!before(b, a) && std::less<>()(a, b));
  });
  return places;
}

}  // namespace limbeck::schema
