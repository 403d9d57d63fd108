// Every field of every operation, one at a time: what an operation says must reach whoever runs,
// prints or writes it, or be refused.
#pragma once

#include <string>
#include <vector>

#include "migrations/operations/operation.h"

namespace limbeck::test {

struct OperationField {
  std::string name;  ///< `AlterColumn.fill`
  operations::Operation base;
  operations::Operation changed;  ///< the same but for the field
};

/// What the operations of `operation_fields` start from.
schema::Schema fields_schema();

std::vector<OperationField> operation_fields();

}  // namespace limbeck::test
