// What operations destroy of the rows that are there: told in a generated revision, asked for by
// the build, shown by `plan`.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "migrations/operations/apply.h"
#include "migrations/operations/operation.h"

namespace limbeck::operations {

/// What is gone after an operation, in words that follow "destroys": `all values of 'users.age'`.
struct Loss {
  std::size_t operation = 0;  ///< which of the list; for one inside a block, the block
  std::string what;
  Location location;  ///< of the operation that destroys it
};

/// What `operations` destroy: whole tables and columns, what does not fit a narrower type, rows
/// that hold a value that is taken from its enum. Not what the same list has made before, and not
/// what the database computes. Takes `schema`, from which they start, to what it is after them; an
/// operation that does not apply is passed over. SQL and C++ of a revision's own are not looked
/// into.
std::vector<Loss> losses(const std::vector<Operation>& operations, schema::Schema& schema);
std::vector<Loss> losses(const std::vector<Operation>& operations, Applier& applier);

/// Whether an operation of its kind can destroy anything at all, whatever the schema is.
bool can_destroy(const Operation& operation);

/// Whether every value of `from` is a value of `to`, the same or spelled in another way: then
/// nothing is lost. Types that limbeck does not know hold nothing but their own values.
bool holds_all_values(const schema::Type& to, const schema::Type& from,
                      const schema::Schema& schema);

}  // namespace limbeck::operations
