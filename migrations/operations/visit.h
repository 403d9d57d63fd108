// std::visit for operations, and a compile-time check that a visitor handles every kind.
#pragma once

#include <cstddef>
#include <type_traits>
#include <utility>
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

/// The kinds that a visitor does not handle on purpose. Each of them is listed, so that a new kind
/// is not forgotten.
template <class... Kind>
struct Unsupported {
  template <class Other>
  static constexpr bool has = (std::is_same_v<Kind, Other> || ...);
};

/// The result of `visitor` for the operation, or `otherwise` if it has no operator() for the kind.
/// The visitor needs a `static_assert(Covers<…>::all)`.
template <class Visitor, class Any, class Answer>
Answer visit_or(Visitor&& visitor, Any& operation, Answer otherwise) {
  return visit(
      [&](auto& op) -> Answer {
        if constexpr (std::is_invocable_v<Visitor&, decltype(op)>) {
          return visitor(op);
        } else {
          return std::move(otherwise);
        }
      },
      operation);
}

/// Calls `visitor` if it has an operator() for the kind, and returns whether it has. The visitor
/// needs a `static_assert(Covers<…>::all)`.
template <class Visitor, class Any>
bool visit_if(Visitor&& visitor, Any& operation) {
  return visit(
      [&](auto& op) {
        constexpr bool answers = std::is_invocable_v<Visitor&, decltype(op)>;
        if constexpr (answers) visitor(op);
        return answers;
      },
      operation);
}

/// Checks that `Visitor` has an operator() for `Kind`, or lists it in Unsupported, exactly where
/// `concerned` says that the visitor has to handle the kind. The compiler's error names the kind.
template <class Visitor, class Left, class Kind, bool concerned>
struct CoversKind {
  static constexpr bool answers = std::is_invocable_v<Visitor&, Kind&>;
  static constexpr bool left_out = Left::template has<Kind>;
  static_assert(answers || left_out || !concerned,
                "the visitor has no operator() for a kind of operation: write one, or say in its "
                "Unsupported that it has nothing for that kind");
  static_assert(!answers || !left_out, "the visitor answers for a kind that it calls unsupported");
  static_assert(concerned || !left_out,
                "Unsupported lists a kind that does not concern the visitor: remove it");
  static_assert(concerned || !answers, "the visitor answers for a kind that does not concern it");
  static constexpr bool value = true;
};

template <class Kind>
struct Always {
  static constexpr bool value = true;
};

/// The kinds that hold more than names and texts. Their descriptor has no `members`, so a visitor
/// has to look into each of them itself.
template <class Kind>
struct HoldsSchemaValues {
  static constexpr bool value = !HasMembers<Kind>;
};

/// `all` is true where `Visitor` handles, or lists in Unsupported, each kind for which `Concerns`
/// is true, and no other kind. It does not compile otherwise.
template <class Visitor, class Left = Unsupported<>, template <class> class Concerns = Always>
struct Covers {
  template <class... Kind>
  static constexpr bool look(const std::variant<Kind...>*) {
    return (CoversKind<Visitor, Left, Kind, Concerns<Kind>::value>::value && ...);
  }
  static constexpr bool all = look(static_cast<const OperationKinds*>(nullptr));
};

}  // namespace limbeck::operations
