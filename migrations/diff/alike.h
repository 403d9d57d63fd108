// Two spellings of what the databases of a target keep as one thing.
#pragma once

#include <functional>
#include <vector>

#include "migrations/schema/schema.h"

namespace limbeck::diff {

/// A schema as a database keeps it: sql::FullDialect::lower.
using Keep = std::function<schema::Schema(const schema::Schema&)>;

/// `wanted`, with each part in the words of `history` that every one of `databases` keeps as it
/// keeps that of the history: `numeric(10)` for `numeric(10,0)`, an index without `using` for one
/// with btree. A difference that some database sees stays one. Tables and columns are known by
/// their names, so renames come first. Without databases nothing is known to be alike.
schema::Schema in_words_of(const schema::Schema& history, schema::Schema wanted,
                           const std::vector<Keep>& databases);

}  // namespace limbeck::diff
