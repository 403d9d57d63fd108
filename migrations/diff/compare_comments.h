#pragma once

#include <utility>

#include "migrations/diff/objects.h"

namespace limbeck::diff {

inline void add(Operations& to, operations::AnyOperation value) {
  to.push_back({std::move(value), {}});
}

template <class Thing>
void compare_comments(Operations& to, const schema::Object& object, const Thing& from,
                      const Thing& wanted) {
  if (from.comment != wanted.comment) add(to, operations::CommentOn{object, wanted.comment});
}

}  // namespace limbeck::diff
