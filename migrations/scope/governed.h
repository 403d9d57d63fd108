// What the models speak for.
#pragma once

#include "migrations/diff/alike.h"
#include "migrations/diff/diff.h"

namespace limbeck::scope {

/// What the models declare: tables and enums, or (with files of SQL_OBJECTS) all there is.
enum class Declared : unsigned char { tables, everything };

/// The schema that the models ask for, beside a history. Tables and enums are theirs. Partitions
/// are the history's own, made by its operations, and stay as they are there; so do all other
/// objects where the models declare tables alone. Schemas that something declared is in are needed;
/// what goes with a table that no model declares any more goes with it. This is the only place that
/// knows which kinds those are. What all of `databases` keep alike stands in the history's words
/// (alike.h).
schema::Schema governed(schema::Schema model, const schema::Schema& history,
                        const diff::Hints& hints, Declared declared = Declared::tables,
                        const std::vector<diff::Keep>& databases = {});

}  // namespace limbeck::scope
