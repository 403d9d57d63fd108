#pragma once

#include <string>
#include <variant>
#include <vector>

#include "migrations/operations/apply.h"

namespace limbeck::compiler {

/// The operations that undo `operations`, which lead on from `before`; or why there are none.
/// Mostly the reverse of each, last first. Where they rename something that views, functions or
/// triggers name too, the way back is compared for as the way there was: each text has to find the
/// names it was written with.
std::variant<std::vector<operations::Operation>, std::vector<operations::Problem>> undoing(
    const std::vector<operations::Operation>& operations, const schema::Schema& before);

}  // namespace limbeck::compiler
