#include "migrations/operations/walk.h"

#include "migrations/operations/visit.h"

namespace limbeck::operations {

const std::vector<Operation>* block_of(const Operation& operation) {
  return operations::visit(
      []<class Kind>(const Kind& op) -> const std::vector<Operation>* {
        if constexpr (requires { Descriptor<Kind>::block(op); }) {
          return &Descriptor<Kind>::block(op);
        } else {
          return nullptr;
        }
      },
      operation.value);
}

const std::vector<Operation>* inner(const Operation& operation) {
  return operations::visit(
      []<class Kind>(const Kind& op) -> const std::vector<Operation>* {
        if constexpr (requires { Descriptor<Kind>::effect(op); }) {
          return &Descriptor<Kind>::effect(op);
        } else if constexpr (requires { Descriptor<Kind>::block(op); }) {
          return &Descriptor<Kind>::block(op);
        } else {
          return nullptr;
        }
      },
      operation.value);
}

std::vector<Operation>* block_of(Operation& operation) {
  return const_cast<std::vector<Operation>*>(block_of(std::as_const(operation)));
}

std::vector<Operation>* inner(Operation& operation) {
  return const_cast<std::vector<Operation>*>(inner(std::as_const(operation)));
}

}  // namespace limbeck::operations
