// What the models speak for.
#pragma once

#include "migrations/diff/diff.h"

namespace limbeck::diff {

/// The schema that the models ask for, beside a history: tables and enums are theirs; sequences,
/// domains, views, functions, triggers, extensions and partitions are the history's own, made by
/// its operations, and stay as they are there; so do schemas, but for those that the models' tables
/// and enums need. What goes with a table that no model declares any more goes with it. This is the
/// only place that knows which kinds those are.
schema::Schema governed(schema::Schema model, const schema::Schema& history, const Hints& hints);

}  // namespace limbeck::diff
