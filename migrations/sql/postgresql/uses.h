// Whether operations may use a value that an enum has just got.
#pragma once

#include <span>
#include <string>

#include "migrations/operations/operation.h"

namespace limbeck::sql::postgresql {

/// Whether a text or row of `operations` holds `value` as a literal, or one of them does what
/// nobody can know (a C++ data migration). Saying yes too often costs atomicity, no too often
/// fails.
bool may_use(std::span<const operations::Operation> operations, const std::string& value);

}  // namespace limbeck::sql::postgresql
