// The parts of a schema that an operation reads or changes. Two operations keep their order if one
// of them changes a part that the other one reads or changes.
#pragma once

#include <string>
#include <vector>

#include "migrations/operations/operation.h"
#include "migrations/schema/schema.h"

namespace limbeck::diff {

/// An operation's access to one part of a schema: a table, a column, a type, or a name among the
/// names of relations.
struct Access {
  std::string path;      ///< the path of the part
  bool changes = false;  ///< it creates, changes or drops the part; else it only reads it
};

/// All accesses of an operation. `before` and `after` are the schemas in front of and behind the
/// whole list of operations. They show what an index or a constraint that is dropped refers to, and
/// which columns have a type.
std::vector<Access> accesses_of(const operations::Operation& operation,
                                const schema::Schema& before, const schema::Schema& after);

}  // namespace limbeck::diff
