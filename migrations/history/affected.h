// Which tables and enums a list of operations can change, so that only those need be kept and
// compared when thousands of revisions are verified.
#pragma once

#include <set>
#include <vector>

#include "migrations/operations/operation.h"

namespace limbeck::history {

/// Names, under any of which something changes, comes or goes.
struct AffectedObjects {
  std::set<schema::Name> tables, enums;
  bool objects = false;  ///< anything else: there are few, so they are kept whole
};

/// What `operations` can change of `schema`, which they start from: also tables that refer to a
/// table where something is renamed, and those with columns of an enum.
AffectedObjects affected_by(const std::vector<operations::Operation>& operations,
                   const schema::Schema& schema);

/// Copies of what `affected` names, where it is there.
schema::Schema part_of(const schema::Schema& schema, const AffectedObjects& affected);

/// Makes what `affected` names in `schema` what it is in `part`.
void restore(schema::Schema& schema, const AffectedObjects& affected, schema::Schema part);

}  // namespace limbeck::history
