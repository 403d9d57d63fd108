// Whether operations may use a value that was just added to an enum.
#pragma once

#include <span>
#include <string>

#include "migrations/operations/operation.h"

namespace limbeck::sql::postgresql {

/// Whether a text or a row of `operations` has `value` as a literal, or one of them is unknown (a
/// C++ data migration). A wrong true costs atomicity; a wrong false makes the revision fail.
bool may_use(std::span<const operations::Operation> operations, const std::string& value);

}  // namespace limbeck::sql::postgresql
