// What std::visit does, for operations.
#pragma once

#include <cstddef>
#include <type_traits>
#include <variant>

#include "migrations/operations/operation.h"

namespace limbeck::operations {

/// Calls `visitor` with the operation that `operation` holds. As std::visit, but by a switch: a
/// table of functions, each of them with its unwind information and a relocation in the table,
/// costs an application some 3 KB for every visitor.
template <class Visitor, class Any>
requires std::is_same_v<std::remove_const_t<Any>, AnyOperation>
decltype(auto) visit(Visitor&& visitor, Any& operation) {
  constexpr std::size_t count = std::variant_size_v<OperationKinds>;
  static_assert(count <= 70, "a case for every operation");
  switch (operation.index()) {
#define LIMBECK_CASE(number)                                                        \
  case number:                                                                      \
    if constexpr (number < count) return visitor(*std::get_if<number>(&operation)); \
    break;
#define LIMBECK_CASES(tens) \
  LIMBECK_CASE(tens + 0)    \
  LIMBECK_CASE(tens + 1)    \
  LIMBECK_CASE(tens + 2)    \
  LIMBECK_CASE(tens + 3)    \
  LIMBECK_CASE(tens + 4)    \
  LIMBECK_CASE(tens + 5)    \
  LIMBECK_CASE(tens + 6) LIMBECK_CASE(tens + 7) LIMBECK_CASE(tens + 8) LIMBECK_CASE(tens + 9)
    LIMBECK_CASES(0)
    LIMBECK_CASES(10)
    LIMBECK_CASES(20)
    LIMBECK_CASES(30)
    LIMBECK_CASES(40)
    LIMBECK_CASES(50)
    LIMBECK_CASES(60)
#undef LIMBECK_CASES
#undef LIMBECK_CASE
    default:
      break;
  }
  throw std::bad_variant_access();
}

}  // namespace limbeck::operations
