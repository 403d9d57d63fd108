// Operations that hold others, at any depth. Whoever looks for operations in a list goes through
// this, so that none is found only where it stands directly in the list.
#pragma once

#include <vector>

#include "migrations/operations/operation.h"

namespace limbeck::operations {

/// The operations that an autocommit block holds; null for every other operation.
inline const std::vector<Operation>* block_of(const Operation& operation) {
  const auto* block = std::get_if<AutocommitBlock>(&operation.value);
  return block == nullptr ? nullptr : &block->operations;
}

/// The operations that stand for what `operation` does to the schema: those of a block, or the
/// effect of `execute`. Null for every other operation.
inline const std::vector<Operation>* inner(const Operation& operation) {
  if (const auto* execute = std::get_if<Execute>(&operation.value)) return &execute->effect;
  return block_of(operation);
}

/// Calls `visit(operation, transactional)` for `operation`, or, where it is a block, for each that
/// it holds, in the order in which they run. No visited operation is a block.
template <class Visit>
void for_each_run(const Operation& operation, const Visit& visit, bool transactional = true) {
  const std::vector<Operation>* block = block_of(operation);
  if (block == nullptr) return visit(operation, transactional);
  for (const Operation& each : *block) for_each_run(each, visit, false);
}

/// Whether `is` is true of an operation of the list that holds no others, at whatever depth, in
/// blocks and in effects. `execute` itself is not asked.
template <class Is>
bool any_of_leaves(const std::vector<Operation>& operations, const Is& is) {
  for (const Operation& operation : operations) {
    const std::vector<Operation>* held = inner(operation);
    if (held != nullptr ? any_of_leaves(*held, is) : is(operation)) return true;
  }
  return false;
}

}  // namespace limbeck::operations
