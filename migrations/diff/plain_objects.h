// What changes in schemas, extensions, domains and sequences: in what has no text that reads other
// things.
#pragma once

#include <set>

#include "migrations/diff/objects.h"

namespace limbeck::diff {

/// Puts what comes and what changes into `changes`. `known`: see schema::Mentions.
void compare_plain_objects(const schema::Schema& from, const schema::Schema& to,
                           const std::set<Name>& known, ObjectChanges& changes);

/// And what goes: after the functions that may use it.
void drop_plain_objects(const schema::Schema& from, const schema::Schema& to,
                        const std::set<Name>& known, ObjectChanges& changes);

}  // namespace limbeck::diff
