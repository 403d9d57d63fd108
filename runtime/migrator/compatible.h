#pragma once

#include <vector>

#include "migrations/operations/operation.h"

namespace limbeck::migrator {

/// Whether a program that was built before these operations goes on working after them: they only
/// add what it does not look at. Anything that could change or refuse what it reads or writes is
/// not; nor is SQL of the revision's own.
bool compatible_with_older_programs(const std::vector<operations::Operation>& operations);

}  // namespace limbeck::migrator
