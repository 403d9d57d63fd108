// Visits operations that are inside of other operations, at any depth. Code that searches lists of
// operations uses these functions, so that it does not miss those in blocks.
#pragma once

#include <type_traits>
#include <vector>

#include "migrations/operations/operation.h"

namespace limbeck::operations {

/// The operations that an autocommit block holds; null for every other operation.
const std::vector<Operation>* block_of(const Operation& operation);
std::vector<Operation>* block_of(Operation& operation);

/// The operations that describe what `operation` does to the schema: those of a block, or the
/// effect of `execute`. Null for every other operation.
const std::vector<Operation>* inner(const Operation& operation);
std::vector<Operation>* inner(Operation& operation);

/// Calls `visit(operation, transactional)` for `operation`, or for each operation in it if it is a
/// block, in the order in which they run. Blocks themselves are not visited.
template <class Any, class Visit>
requires std::is_same_v<std::remove_const_t<Any>, Operation>
void for_each_run(Any& operation, const Visit& visit, bool transactional = true) {
  auto* block = block_of(operation);
  if (block == nullptr) return visit(operation, transactional);
  for (Any& each : *block) for_each_run(each, visit, false);
}
/// The same for all of a list.
template <class Visit>
void for_each_run(std::vector<Operation>& operations, const Visit& visit) {
  for (Operation& each : operations) for_each_run(each, visit);
}
template <class Visit>
void for_each_run(const std::vector<Operation>& operations, const Visit& visit) {
  for (const Operation& each : operations) for_each_run(each, visit);
}

/// Whether `is` returns true for an operation that runs: one in the list or in a block of it.
template <class Is>
bool any_of_runs(const std::vector<Operation>& operations, const Is& is) {
  for (const Operation& operation : operations) {
    const std::vector<Operation>* block = block_of(operation);
    if (block != nullptr ? any_of_runs(*block, is) : is(operation)) return true;
  }
  return false;
}

/// Calls `visit(operation)` for each operation without operations in it, at any depth in blocks and
/// effects: the changes of the schema, step by step.
template <class Visit>
void for_each_leaf(const std::vector<Operation>& operations, const Visit& visit) {
  for (const Operation& operation : operations) {
    if (const auto* held = inner(operation)) {
      for_each_leaf(*held, visit);
    } else {
      visit(operation);
    }
  }
}
template <class Visit>
void for_each_leaf(std::vector<Operation>& operations, const Visit& visit) {
  for (Operation& operation : operations) {
    if (auto* held = inner(operation)) {
      for_each_leaf(*held, visit);
    } else {
      visit(operation);
    }
  }
}

/// Whether `is` returns true for one of those.
template <class Is>
bool any_of_leaves(const std::vector<Operation>& operations, const Is& is) {
  for (const Operation& operation : operations) {
    const std::vector<Operation>* held = inner(operation);
    if (held != nullptr ? any_of_leaves(*held, is) : is(operation)) return true;
  }
  return false;
}

}  // namespace limbeck::operations
