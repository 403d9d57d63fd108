// Only the files that define `apply_to` for kinds of operations include this header: apply_as of a
// kind can be instantiated only where the apply_to of that kind is visible.
#pragma once

#include <variant>

#include "migrations/operations/apply/change.h"
#include "migrations/operations/operation.h"

namespace limbeck::operations {

/// The file of a kind has its `apply_to(change, operation)`, and instantiates this. One that
/// changes no schema has an empty one (data.cpp).
template <class Kind>
void apply_as(Change& change, const AnyOperation& operation) {
  apply_to(change, *std::get_if<Kind>(&operation));
}

}  // namespace limbeck::operations
