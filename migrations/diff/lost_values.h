// Drops what uses a value of an enum before the value is removed.
#pragma once

#include <vector>

#include "migrations/diff/diff.h"

namespace limbeck::diff {

/// Removes from `work` what uses a value that `wanted` does not have. A default is replaced by the
/// one of `to` if that is valid before and after the change, and dropped otherwise. Constraints,
/// indexes, generated columns, views, triggers and functions are dropped. The comparison with `to`,
/// after the values have changed, creates them again. `former` is the enum before its values were
/// renamed; the texts of views, triggers and functions still have the old names.
void let_go_of_values(schema::Schema& work, const schema::Enum& wanted, const schema::Enum* former,
                      const schema::Schema& to, std::vector<operations::Operation>& operations);

}  // namespace limbeck::diff
