#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "migrations/operations/apply.h"

namespace limbeck::compiler {

/// The operations that undo `operations`, which start from `before`, or the reason why there are
/// none. Mostly these are the reverses in opposite order. If `operations` rename something, or
/// remove values of an enum, that views, functions or triggers use, the way back is computed by a
/// diff: each text needs the names that it was written with. A column whose values were copied to
/// another column of its table gets them back.
std::variant<std::vector<operations::Operation>, std::vector<Finding>> undoing(
    const std::vector<operations::Operation>& operations, const schema::Schema& before);

/// `back` undoes `operations`. Returns a remark for each operation of `back` that creates a column
/// again whose values a fill of `operations` has copied to another column. Keys are indexes into
/// `back`.
std::map<std::size_t, std::string> moved_away(const std::vector<operations::Operation>& back,
                                              const std::vector<operations::Operation>& operations);

}  // namespace limbeck::compiler
