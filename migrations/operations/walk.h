// Operations that hold others, at any depth. Whoever looks for operations in a list goes through
// this, so that none is found only where it stands directly in the list.
#pragma once

#include <type_traits>
#include <vector>

#include "migrations/operations/operation.h"

namespace limbeck::operations {

/// The operations that an autocommit block holds; null for every other operation.
const std::vector<Operation>* block_of(const Operation& operation);
std::vector<Operation>* block_of(Operation& operation);

/// The operations that stand for what `operation` does to the schema: those of a block, or the
/// effect of `execute`. Null for every other operation.
const std::vector<Operation>* inner(const Operation& operation);
std::vector<Operation>* inner(Operation& operation);

/// Calls `visit(operation, transactional)` for `operation`, or, where it is a block, for each that
/// it holds, in the order in which they run. No visited operation is a block.
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

/// Whether `is` is true of an operation that runs: of one in the list, or in a block of it.
template <class Is>
bool any_of_runs(const std::vector<Operation>& operations, const Is& is) {
  for (const Operation& operation : operations) {
    const std::vector<Operation>* block = block_of(operation);
    if (block != nullptr ? any_of_runs(*block, is) : is(operation)) return true;
  }
  return false;
}

/// Calls `visit(operation)` for each operation of the list that holds no others, at whatever depth,
/// in blocks and in effects: what becomes of the schema, step by step.
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

/// Whether `is` is true of one of those.
template <class Is>
bool any_of_leaves(const std::vector<Operation>& operations, const Is& is) {
  for (const Operation& operation : operations) {
    const std::vector<Operation>* held = inner(operation);
    if (held != nullptr ? any_of_leaves(*held, is) : is(operation)) return true;
  }
  return false;
}

}  // namespace limbeck::operations
