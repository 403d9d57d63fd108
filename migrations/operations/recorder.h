// Behind the `op` of a revision: turns what a revision says into operation values.
#pragma once

#include <vector>

#include "limbeck/revision.h"
#include "migrations/operations/operation.h"

namespace limbeck::operations {

/// Collects one revision's operations. `limbeck::Operations` is its face.
class Recorder {
 public:
  void record(AnyOperation value, const std::source_location& where);
  const std::vector<Operation>& operations() const& { return operations_; }
  std::vector<Operation> operations() && { return std::move(operations_); }

 private:
  std::vector<Operation> operations_;
};

/// The operations that a step of a revision records; none for a null step.
std::vector<Operation> record(RevisionStep step);

}  // namespace limbeck::operations
