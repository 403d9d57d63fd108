// What an operation touches: operations that touch the same thing must stay in their order.
#pragma once

#include <string>
#include <vector>

#include "migrations/operations/operation.h"
#include "migrations/schema/schema.h"

namespace limbeck::diff {

/// A table, a column, a name that a relation has, a type … by its path. Two operations that both
/// need it as it is can change places; with one that makes, changes or drops it none can.
struct Thing {
  std::string path;
  bool changes = false;
};

/// `before` and `after` are the schemas that the operations lead from and to: what stands in an
/// index or a constraint that is dropped, and which columns are of a type, is known from there.
std::vector<Thing> things_of(const operations::Operation& operation, const schema::Schema& before,
                             const schema::Schema& after);

}  // namespace limbeck::diff
