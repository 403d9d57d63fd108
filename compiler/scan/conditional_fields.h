// Reports what the models declare in some builds only.
#pragma once

#include <vector>

#include "compiler/scan/tables.h"

namespace limbeck::compiler {

/// Reports a warning for each condition on the build configuration, and an error for each one whose
/// outcome with the project's compiler is not known, if a table, a column or an attribute of one
/// depends on it.
void check_conditions(const Reading& reading, const std::vector<TableOfStruct>& tables);

}  // namespace limbeck::compiler
