// Compares schemas, extensions, domains and sequences: the objects without SQL that reads others.
#pragma once

#include <set>
#include <utility>

#include "migrations/diff/objects.h"

namespace limbeck::diff {

/// Adds creations and changes to `changes`. `known`: see schema::Mentions.
void compare_plain_objects(const schema::Schema& from, const schema::Schema& to,
                           const std::set<Name>& known, ObjectChanges& changes);

/// Adds drops to `changes`, after those of functions that may use the objects.
void drop_plain_objects(const schema::Schema& from, const schema::Schema& to,
                        const std::set<Name>& known, ObjectChanges& changes);

inline void add(Operations& to, operations::AnyOperation value) {
  to.push_back({std::move(value), {}});
}

template <class Thing>
void compare_comments(Operations& to, const schema::Object& object, const Thing& from,
                      const Thing& wanted) {
  if (from.comment != wanted.comment) add(to, operations::CommentOn{object, wanted.comment});
}

}  // namespace limbeck::diff
