// Which types hold all values of another.
#pragma once

#include "migrations/schema/schema.h"

namespace limbeck::operations {

/// Whether every value of `from` is a value of `to`, the same or spelled in another way: then
/// nothing is lost. Types that limbeck does not know hold nothing but their own values.
bool holds_all_values(const schema::Type& to, const schema::Type& from,
                      const schema::Schema& schema);

}  // namespace limbeck::operations
