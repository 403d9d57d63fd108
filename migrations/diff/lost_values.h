// What says a value of an enum that goes, and so has to go before it.
#pragma once

#include <vector>

#include "migrations/diff/diff.h"

namespace limbeck::diff {

/// Takes out of `work` what says a value that `wanted` has not any more: a default becomes the one
/// that it is to be in `to`, where that will do before and after, and goes otherwise; constraints,
/// indexes, generated columns, views, triggers and functions go. What `to` has of all that is
/// compared for, and so made, after the values have changed. `former` is the enum before values were
/// renamed: views and their like still say the old names.
void let_go_of_values(schema::Schema& work, const schema::Enum& wanted, const schema::Enum* former,
                      const schema::Schema& to, std::vector<operations::Operation>& operations);

}  // namespace limbeck::diff
