// The special members of the variant of all operations: compiled here, and called from everywhere.
#include "migrations/operations/operation.h"

namespace limbeck::operations {

AnyOperation::AnyOperation() : AnyOperation(CreateTable()) {}
AnyOperation::AnyOperation(const AnyOperation& other) = default;
AnyOperation::AnyOperation(AnyOperation&& other) noexcept = default;
AnyOperation& AnyOperation::operator=(const AnyOperation& other) = default;
AnyOperation& AnyOperation::operator=(AnyOperation&& other) noexcept = default;
AnyOperation::~AnyOperation() = default;

}  // namespace limbeck::operations
