#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "migrations/operations/apply.h"

namespace limbeck::compiler {

/// The operations that undo `operations`, which lead on from `before`; or why there are none.
/// Mostly the reverse of each, last first. Where they rename something, or take values out of an
/// enum, that views, functions or triggers name too, the way back is compared for as the way there
/// was: each text has to find the names it was written with.
/// A column whose values another of its table has taken gets them back.
std::variant<std::vector<operations::Operation>, std::vector<operations::Problem>> undoing(
    const std::vector<operations::Operation>& operations, const schema::Schema& before);

/// `back` undoes `operations`. Returns a remark for each operation of `back` that creates a column again
/// whose values a fill of `operations` has copied to another column. Keys are indexes into `back`.
std::map<std::size_t, std::string> moved_away(const std::vector<operations::Operation>& back,
                                              const std::vector<operations::Operation>& operations);

}  // namespace limbeck::compiler
