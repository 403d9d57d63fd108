// Replaces the spelling of a database by the spelling of the models. A database prints expressions
// and types in its own way.
#pragma once

#include <string_view>

#include "migrations/schema/schema.h"

namespace limbeck::diff {

/// Gives a temporary name to every constraint of `meant` that has none, so that each can be found
/// in the schema that a database makes of it.
schema::Schema with_names(schema::Schema meant);
/// Whether a name is one of those that `with_names` gives.
bool is_given_name(std::string_view name);
/// Removes the names that `with_names` gave.
schema::Schema without_given_names(schema::Schema schema);

/// Gives constraints of `found` the temporary name of the equal constraint of `kept`: the database
/// has chosen their names, because they were given none.
schema::Schema with_given_names(schema::Schema found, const schema::Schema& kept);

/// Replaces each part of `found` that equals its counterpart in `kept` by the part of `meant`.
/// `kept` is `meant` as the database prints it; all three have temporary names. A diff from the
/// result to `meant` then has the real differences only, in the spelling of `meant`.
schema::Schema respelled(schema::Schema found, const schema::Schema& kept,
                         const schema::Schema& meant);

/// As respelled (respell.h), for all that is neither table nor enum.
void respell_objects(schema::Schema& found, const schema::Schema& kept,
                     const schema::Schema& meant);

}  // namespace limbeck::diff
