// The special members of the variant of all operations are compiled here and called from
// everywhere. The default constructor stands in apply/tables.cpp, beside the operation that it
// makes.
#include "migrations/operations/operation.h"

namespace limbeck::operations {

AnyOperation::AnyOperation(const AnyOperation& other) = default;
AnyOperation::AnyOperation(AnyOperation&& other) noexcept = default;
AnyOperation& AnyOperation::operator=(const AnyOperation& other) = default;
AnyOperation& AnyOperation::operator=(AnyOperation&& other) noexcept = default;
AnyOperation::~AnyOperation() = default;

}  // namespace limbeck::operations
