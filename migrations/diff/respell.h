// One schema in the words of another: what a database writes in its own way, as it was meant.
#pragma once

#include <string_view>

#include "migrations/schema/schema.h"

namespace limbeck::diff {

/// `meant` with a name for every constraint that has none, so that each can be found again in what
/// a database makes of it.
schema::Schema with_names(schema::Schema meant);
/// Whether `with_names` gave the name.
bool is_given_name(std::string_view name);
/// Without the names that `with_names` gave.
schema::Schema without_given_names(schema::Schema schema);

/// `found` where constraints that `kept` has only under a given name, and that are alike but for
/// the name, have that name: the database chose theirs.
schema::Schema with_given_names(schema::Schema found, const schema::Schema& kept);

/// `kept` is `meant` as the database writes it, part for part, both with given names, and so is
/// `found`. Each part of `found` that is as `kept` says becomes the part of `meant`, so that a diff
/// from the result to `meant` has only what really differs, and says it as it was written.
schema::Schema respelled(schema::Schema found, const schema::Schema& kept,
                         const schema::Schema& meant);

}  // namespace limbeck::diff
