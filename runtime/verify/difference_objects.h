#pragma once

#include <vector>

#include "runtime/verify/difference.h"

namespace limbeck::verify {

/// As `differences`, for all that is neither table nor enum.
void add_object_differences(std::vector<Finding>& list, const schema::Schema& kept,
                            const schema::Schema& found);

}  // namespace limbeck::verify
