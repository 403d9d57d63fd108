// For the files that say how kinds of operations change a schema, and nobody else: there is no
// apply_as of a kind but where its apply_to is known.
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
