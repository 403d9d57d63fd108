// Tells what the models declare in some builds only.
#pragma once

#include <vector>

#include "compiler/scan/tables.h"

namespace limbeck::compiler {

/// A warning for each condition on the configuration, and an error for each whose outcome under the
/// project's compiler is not known, if a table, a column or an attribute of theirs depends on it.
void check_conditions(const Reading& reading, const std::vector<TableOfStruct>& tables);

}  // namespace limbeck::compiler
