// Collects the operation values of what a revision calls on its `op`.
#pragma once

#include <vector>

#include "limbeck/revision.h"
#include "migrations/operations/operation.h"

namespace limbeck::operations {

/// Collects the operations of one revision. `limbeck::Operations` is the public interface to it.
class Recorder {
 public:
  void record(AnyOperation value, const std::source_location& where);
  const std::vector<Operation>& operations() const& { return operations_; }
  std::vector<Operation> operations() && { return std::move(operations_); }

 private:
  std::vector<Operation> operations_;
};

/// Calls a step of a revision and returns the operations that it records; empty for a null step.
std::vector<Operation> record(RevisionStep step);

}  // namespace limbeck::operations
