// The tables and enums that a list of operations can change. The verification of thousands of
// revisions copies and compares only those.
#pragma once

#include <set>
#include <vector>

#include "migrations/operations/operation.h"

namespace limbeck::state {

/// The names of tables and enums that are created, changed or dropped.
struct AffectedObjects {
  std::set<schema::Name> tables, enums;
  bool objects = false;  ///< any other objects; there are few, so all of them are copied
};

/// What `operations` can change in `schema`, which they start from. Renames also change the tables
/// that refer to a table, and changes of an enum the tables that have columns of it.
AffectedObjects affected_by(const std::vector<operations::Operation>& operations,
                            const schema::Schema& schema);

/// Copies the parts of `schema` that `affected` names.
schema::Schema part_of(const schema::Schema& schema, const AffectedObjects& affected);

/// Replaces the parts of `schema` that `affected` names by those of `part`.
void restore(schema::Schema& schema, const AffectedObjects& affected, schema::Schema part);

}  // namespace limbeck::state
