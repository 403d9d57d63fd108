// Compares schemas, extensions, domains and sequences: the objects without SQL that reads others.
#pragma once

#include <set>

#include "migrations/diff/objects.h"

namespace limbeck::diff {

/// Adds creations and changes to `changes`. `known`: see schema::Mentions.
void compare_plain_objects(const schema::Schema& from, const schema::Schema& to,
                           const std::set<Name>& known, ObjectChanges& changes);

/// Adds drops to `changes`, after those of functions that may use the objects.
void drop_plain_objects(const schema::Schema& from, const schema::Schema& to,
                        const std::set<Name>& known, ObjectChanges& changes);

}  // namespace limbeck::diff
