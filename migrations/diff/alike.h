// Different spellings of what all databases of a target store in the same way.
#pragma once

#include <functional>
#include <vector>

#include "migrations/schema/schema.h"

namespace limbeck::diff {

/// Returns a schema as a database stores it (sql::FullDialect::lower).
using Keep = std::function<schema::Schema(const schema::Schema&)>;

/// Returns `wanted` with the spelling of `history` for each part that every one of `databases`
/// stores in the same way as the part of the history: `numeric(10)` for `numeric(10,0)`, or an
/// index without `using` for one with btree. Parts that one of the databases stores differently
/// stay as they are. Tables and columns are matched by name, so renames have to be applied before.
/// Without databases nothing changes.
schema::Schema in_words_of(const schema::Schema& history, schema::Schema wanted,
                           const std::vector<Keep>& databases);

}  // namespace limbeck::diff
